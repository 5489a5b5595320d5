import { useState } from 'react';
import { Provider } from 'urql';

import { say } from '../../messages/say';
import { discreet, useAsk } from '../client';
import { MatchDocument, UnderstandDocument } from '../generated/graphql';
import { type Having, havings, type Mention } from '../mentioned';
import { usePages } from '../pages';
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
      {({ understand: found }) =>
        found?.mentions.length ? (
          <Mended text={text} mentions={found.mentions} />
        ) : (
          <Empty>
            {found?.isLanguageLoaded === false
              ? say('Nothing in this text is known: nothing is loaded in its language.')
              : say('Nothing in this text is known.')}
          </Empty>
        )
      }
    </Answer>
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
