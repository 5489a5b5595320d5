import { Link } from 'wouter';

import { address } from '../../addresses';
import { say } from '../../messages/say';
import { dotted, percent } from '../../words';
import type { MatchQuery } from '../generated/graphql';
import { cased, listed, shortly } from '../names';
import type { Paged } from '../pages';
import { Downloads } from '../parts/downloads';
import { Facts, Section } from '../parts/facts';
import { Things, To } from '../parts/links';
import { Bar } from '../parts/marks';
import { More } from '../parts/more';
import { Said, slot, Verdict, wordsIn } from '../parts/said';
import { Empty } from '../parts/states';
import { trainingOf } from '../training';

export type Found = MatchQuery['matchRoles'];

/** Which roles fit what somebody can do, best first, and what to learn next. */
export function Fits({ found, asked }: { found: Found; asked: Paged<MatchQuery> }) {
  const several = new Set(found.nodes.map((each) => each.role.dataset.slug)).size > 1;
  return (
    <>
      <BestOf found={found} />
      <Downloads
        name="roles-that-fit"
        whole={async () => (await asked.whole()).matchRoles}
        asked={asked}
        data={found}
        rows={(all) =>
          all.nodes.map(({ role: { slug, name }, score, coverage, matchedSkills, missingSkills }, place) => {
            const [has, missing] = [matchedSkills, missingSkills].map((skills) => skills.map((each) => each.name).join('; '));
            return { rank: place + 1, role: slug, name, score, coverage, has, missing };
          })
        }
      />
      <Section title={say('Roles that fit')} note={say('{shown} of {all}', { shown: found.nodes.length, all: found.totalCount })}>
        <ol className="ranking wide">
          {found.nodes.map((each, place) => (
            <Fitting key={each.role.slug} match={each} rank={place + 1} several={several} />
          ))}
        </ol>
        <More rest={asked.rest('after')} what="role" />
        {found.totalCount === 0 ? <Empty>{say('No role asks for any of it.')}</Empty> : null}
      </Section>
      <Facts
        title={say('Learn next')}
        note={say('what opens most')}
        columns
        kind="skill"
        items={found.nextSkills}
        of={(each) => each.skill}
        text={(each) => (
          <Said
            text={say('Most for {roles}', { roles: listed(each.bestRoles.map((role) => wordsIn(cased(role.name), role.nameLanguage))) })}
          />
        )}
        says
        quiet>
        {(each) => (
          <p>
            {say(
              '{count, plural, one {# fitting role asks} other {# fitting roles ask}} for it; it adds {gain} to what you cover of each.',
              {
                count: each.roleCount,
                gain: percent(each.gain),
              },
            )}{' '}
            {each.opens ? say('It brings {count} of them to a half or more.', { count: each.opens }) : null}
          </p>
        )}
      </Facts>
    </>
  );
}

const WELL = 0.25; // of the score of a role that can be said to fit

function BestOf({ found }: { found: Found }) {
  const [best] = found.nodes;
  if (!best) return null;
  const has = best.matchedSkills.length + best.matchedTools.length;
  const told = { role: slot('role'), has, all: has + best.missingSkills.length + best.missingTools.length };
  return (
    <Verdict>
      <Said
        text={
          best.score < WELL
            ? say('No role fits well. Nearest is {role}: you have {has} of the {all} things that it asks for.', told)
            : say('{role} fits best: you have {has} of the {all} things that it asks for.', told)
        }
        parts={{ role: <To kind="role" thing={best.role} /> }}
      />
    </Verdict>
  );
}

function Fitting({ match, rank, several }: { match: Found['nodes'][number]; rank: number; several: boolean }) {
  const training = trainingOf(match.role);
  return (
    <li>
      <span className="place">{rank}</span>
      <To kind="role" thing={match.role} />
      <span className="quiet small">{dotted(training, several && shortly(match.role.dataset.title))}</span>
      <div className="shares">
        <Bar parts={{ track: 1, fill: match.score }} />
        <p className="quiet number">
          <strong>{say('{share} fit', { share: percent(match.score) })}</strong>
        </p>
      </div>
      <details>
        <summary>
          {say('{count, plural, one {# match} other {# matches}}, covers {share}', {
            count: match.matchedSkills.length + match.matchedTools.length,
            share: percent(match.coverage),
          })}
        </summary>
        <h3>{say('You have')}</h3>
        <Things kind="skill" things={match.matchedSkills} />
        <Things kind="tool" things={match.matchedTools} />
        <h3>{say('It also asks for')}</h3>
        <Things kind="skill" things={match.missingSkills} most={12} />
        <Things kind="tool" things={match.missingTools} most={6} />
        <Link className="button" href={address('/move', { from: match.role.slug })}>
          {say('Where to from there?')}
        </Link>
      </details>
    </li>
  );
}
