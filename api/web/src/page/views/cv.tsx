import { useState } from 'react';
import { Provider } from 'urql';
import { Link } from 'wouter';

import { address } from '../../addresses';
import { list } from '../../messages/formats';
import { say } from '../../messages/say';
import { discreet, useAsk } from '../client';
import { MatchDocument, UnderstandDocument, type UnderstandQuery } from '../generated/graphql';
import { type Having, havings, type Mention } from '../mentioned';
import { cased, shortly } from '../names';
import { usePages } from '../pages';
import { To } from '../parts/links';
import { Said, slot, Verdict } from '../parts/said';
import { Answer, Empty } from '../parts/states';
import { Fits } from './fits';
import { Chips } from './having';
import { Marked } from './marked';

/** Roles for a text about somebody. All of it is asked with POST: nothing gets into an address or a cache. */
export function FromText({ text }: { text: string }) {
  return (
    <Provider value={discreet}>
      <Understood text={text} />
    </Provider>
  );
}

function Understood({ text }: { text: string }) {
  const asked = useAsk(UnderstandDocument, { text });
  return (
    <Answer asked={asked}>
      {({ understand: found }) => (
        <>
          {found ? <Worked roles={found.roles} /> : null}
          {found?.mentions.length ? (
            <Mended text={text} mentions={found.mentions} />
          ) : (
            <Empty>
              {found?.isLanguageLoaded === false
                ? say('Nothing in this text is known: nothing is loaded in its language.')
                : say('No skill or tool in this text is known.')}
            </Empty>
          )}
        </>
      )}
    </Answer>
  );
}

const LIKELY = 0.25; // of a role: it is told from there on

/** Which work the text tells of, and where one may go from there. Nothing where it tells of none. */
function Worked({ roles }: { roles: NonNullable<UnderstandQuery['understand']>['roles'] }) {
  const likely = roles.filter((each) => each.confidence >= LIKELY).map((each) => each.role);
  const [first] = likely;
  if (!first) return null;
  const several = new Set(likely.map((each) => each.dataset.title)).size > 1;
  return (
    <>
      <Verdict>
        <Said
          text={say('It reads like the work of {roles}.', {
            roles: list(
              likely.map((each) => slot(each.slug)),
              'disjunction',
            ),
          })}
          parts={Object.fromEntries(
            likely.map((role) => [
              role.slug,
              <span key={role.slug}>
                <To kind="role" thing={role} />
                {several ? <span className="quiet"> ({shortly(role.dataset.title)})</span> : null}
              </span>,
            ]),
          )}
        />
      </Verdict>
      <p className="actions">
        {likely.map((role) => (
          <Link key={role.slug} className="button" href={address('/move', { from: role.slug })}>
            {say('Where to from {role}?', { role: cased(role.name) })}
          </Link>
        ))}
      </p>
    </>
  );
}

/** What was understood, as it is mended, and at once the roles that fit it. */
function Mended({ text, mentions }: { text: string; mentions: readonly Mention[] }) {
  const [held, setHeld] = useState<Having[]>(() => havings(mentions));
  const counted = held.filter((each) => each.taken);
  const profile = { held: counted.map(({ slug, level, wish }) => ({ name: slug, level, wish })) };
  const asked = usePages(MatchDocument, counted.length ? { profile, first: 20 } : null, { after: 'matchRoles' }, 100);
  return (
    <>
      <div className="cv">
        <Marked text={text} mentions={mentions} held={held} onToggle={(slug) => setHeld(held.map((each) => turned(each, slug)))} />
        <Chips held={held} onChange={setHeld} />
      </div>
      {counted.length ? (
        <Answer asked={asked}>{({ matchRoles: found }) => <Fits found={found} asked={asked} />}</Answer>
      ) : (
        <Empty>{say('Nothing of it counts. Tick what you can do.')}</Empty>
      )}
    </>
  );
}

function turned(each: Having, slug: string): Having {
  return each.slug === slug ? { ...each, taken: !each.taken } : each;
}
