import { say } from '../../messages/say';
import { percent } from '../../words';
import { To } from '../parts/links';
import type { MoveShown } from '../rows';

const FIRST = 5;

/** Where to begin: the greatest lacks of this move, what one holds that is near each, and in how many roles it helps. */
export function LearnFirst({ move }: { move: MoveShown }) {
  const first = move.skillGaps.slice(0, FIRST);
  if (first.length < 2) return null;
  return (
    <section className="learn-first" aria-label={say('Learn first')}>
      <h3>{say('Learn first')}</h3>
      <p className="quiet">{say('What this move lacks most, in this order.')}</p>
      <ol className="numbered">
        {first.map(({ skill, closest, closeness }) => (
          <li key={skill.slug}>
            <To kind="skill" thing={skill} />{' '}
            <span className="quiet">
              {say('{count, plural, one {only this role asks} other {# roles ask}} for it', { count: skill.roles.totalCount })}
              {closest ? ', ' : ''}
            </span>
            {closest ? (
              <span className="quiet">
                {say('{share} near to what is held:', { share: percent(closeness ?? 0) })} <To kind="skill" thing={closest} />
              </span>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
