import { say } from '../../messages/say';
import { percent, smallPercent } from '../../words';
import { Bar } from '../parts/marks';
import { type Factor, factorName, points, takenApart } from './taken';

/**
 * A figure taken apart: for each reason a track as long as it counts, filled as far as it is met, and then what each
 * barrier takes away.
 */
export function Factors({ word, factors, total }: { word: 'feasible' | 'related'; factors: readonly Factor[]; total: number }) {
  const { reasons, barriers, before, widest } = takenApart(factors, total);
  const feasible = word === 'feasible';
  const told = { share: percent(total) };
  return (
    <table className="factors">
      <caption>
        {feasible
          ? say(
              '{share} feasible, taken apart in points of 100. A track is as long as a reason counts, and filled as far as it is met.',
              told,
            )
          : say(
              '{share} related, taken apart in points of 100. A track is as long as a reason counts, and filled as far as it is met.',
              told,
            )}
      </caption>
      <thead>
        <tr>
          <th scope="col">{feasible ? say('What speaks for it') : say('What makes them alike')}</th>
          <th scope="col">{feasible ? say('Met') : say('Alike')}</th>
          <th scope="col" className="number">
            {say('Points')}
          </th>
        </tr>
      </thead>
      <tbody>
        {reasons.map((each) => (
          <Line
            key={each.kind}
            factor={each}
            parts={{ open: each.counts / widest, has: each.has / widest }}
            said={percent(each.score)}
            figure={points(each.has)}
            of={say('of {points}', { points: points(each.counts) })}
          />
        ))}
      </tbody>
      {barriers.length ? (
        <tbody>
          <Sum title={say('Before what stands in the way')} share={before} />
          {barriers.map((each) => (
            <Line
              key={each.kind}
              factor={each}
              className="takes"
              parts={{ lacks: each.takes / widest }}
              said={say('takes away {share} of it', { share: smallPercent(each.weight) })}
              figure={`−${points(each.takes)}`}
            />
          ))}
        </tbody>
      ) : null}
      <tfoot>
        <Sum title={feasible ? say('Feasible') : say('Related')} share={total} />
      </tfoot>
    </table>
  );
}

interface Told {
  factor: Factor;
  className?: string;
  parts: Record<string, number>;
  said: string;
  figure: string;
  of?: string;
}

function Line({ factor, className, parts, said, figure, of }: Told) {
  return (
    <tr className={className}>
      <th scope="row">
        {factorName(factor.kind)}
        <span className="quiet explanation">{factor.explanation}</span>
      </th>
      <td>
        <Bar className="track-bar" height={10} parts={parts} />
        <span className="quiet">{said}</span>
      </td>
      <td className="number">
        {figure}
        {of ? <span className="quiet"> {of}</span> : null}
      </td>
    </tr>
  );
}

function Sum({ title, share }: { title: string; share: number }) {
  return (
    <tr className="sum">
      <th scope="row" colSpan={2}>
        {title}
      </th>
      <td className="number">{points(share)}</td>
    </tr>
  );
}
