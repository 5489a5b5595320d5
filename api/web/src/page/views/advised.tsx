import { say } from '../../messages/say';
import { percent, plain } from '../../words';
import type { HireQuery } from '../generated/graphql';
import { shortly } from '../names';
import { Why } from '../parts/evidence';
import { To } from '../parts/links';
import { Meter } from '../parts/marks';
import { InDataset, Words } from '../parts/told';

export type Advised = HireQuery['adviseHire'][number];

/** Whom to hire, best first: those of whom it is known that they do it, then those of whom it is guessed. */
export function Advice({ advice }: { advice: readonly Advised[] }) {
  const groups = [
    { title: say('Who does it'), of: advice.filter((each) => !each.isGuess && !each.hardlyFits) },
    { title: say('Who has something to do with it: others fit far better'), of: advice.filter((each) => !each.isGuess && each.hardlyFits) },
    { title: say('Who may do it: their work is near'), of: advice.filter((each) => each.isGuess) },
  ].filter(({ of }) => of.length);
  const several = new Set(advice.map((each) => each.role.dataset.slug)).size > 1;
  return groups.map(({ title, of }) => (
    <section key={title} aria-label={title} className="section">
      <h2>{title}</h2>
      <ol className="advice">
        {of.map((each) => (
          <InDataset key={each.role.slug} of={each.role.dataset}>
            <One advice={each} several={several} />
          </InDataset>
        ))}
      </ol>
    </section>
  ));
}

function One({ advice, several }: { advice: Advised; several: boolean }) {
  return (
    <li>
      <h3>
        <To kind="role" thing={advice.role} />
        {several ? (
          <span className="tag">
            <Words>{shortly(advice.role.dataset.title)}</Words>
          </span>
        ) : null}
        <Meter share={advice.score} label={say('{share} fit', { share: percent(advice.score) })} />
      </h3>
      <p>{advice.reason}</p>
      {advice.together.length ? (
        <p className="quiet">
          {say('Hire beside:')}{' '}
          {advice.together.map((role, place) => (
            <span key={role.slug}>
              {place ? ', ' : ''}
              <To kind="role" thing={role} />
            </span>
          ))}
        </p>
      ) : null}
      {advice.matchedNeeds.length + advice.channels.length ? <Reasons advice={advice} /> : null}
    </li>
  );
}

function Reasons({ advice }: { advice: Advised }) {
  return (
    <details className="more">
      <summary>{advice.channels.length ? say('What sources say, and where to look') : say('What sources say')}</summary>
      {advice.matchedNeeds.map((need) => {
        const said = need.contributions.find((one) => one.role.slug === advice.role.slug)?.statement;
        return (
          <div key={need.name}>
            <strong>
              <Words>{need.name}</Words>
            </strong>{' '}
            <Why of={need} />
            {said ? (
              <p>
                <Words>{said}</Words>
              </p>
            ) : null}
          </div>
        );
      })}
      {advice.channels.length ? (
        <ul>
          {advice.channels.map(({ name, kind, description }) => (
            <li key={name}>
              <strong>
                <Words>{name}</Words>
              </strong>{' '}
              <span className="quiet">{plain(kind)}</span>
              {description ? (
                <p>
                  <Words>{description}</Words>
                </p>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
    </details>
  );
}
