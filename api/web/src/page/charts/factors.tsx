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
  return (
    <table className="factors">
      <caption>
        {percent(total)} {word}, taken apart in points of 100. A track is as long as a reason counts, and filled as far as it is met.
      </caption>
      <thead>
        <tr>
          <th scope="col">{feasible ? 'What speaks for it' : 'What makes them alike'}</th>
          <th scope="col">{feasible ? 'Met' : 'Alike'}</th>
          <th scope="col" className="number">
            Points
          </th>
        </tr>
      </thead>
      <tbody>
        {reasons.map((each) => (
          <tr key={each.kind}>
            <Named factor={each} />
            <td>
              <Bar className="track-bar" height={10} parts={{ open: each.counts / widest, has: each.has / widest }} />
              <span className="quiet">{percent(each.score)}</span>
            </td>
            <td className="number">
              {points(each.has)}
              <span className="quiet"> of {points(each.counts)}</span>
            </td>
          </tr>
        ))}
      </tbody>
      {barriers.length ? (
        <tbody>
          <Sum title="Before what stands in the way" share={before} />
          {barriers.map((each) => (
            <tr key={each.kind} className="takes">
              <Named factor={each} />
              <td>
                <Bar className="track-bar" height={10} parts={{ lacks: each.takes / widest }} />
                <span className="quiet">takes away {smallPercent(each.weight)} of it</span>
              </td>
              <td className="number">−{points(each.takes)}</td>
            </tr>
          ))}
        </tbody>
      ) : null}
      <tfoot>
        <Sum title={feasible ? 'Feasible' : 'Related'} share={total} />
      </tfoot>
    </table>
  );
}

function Named({ factor }: { factor: Factor }) {
  return (
    <th scope="row">
      {factorName(factor.kind)}
      <span className="quiet explanation">{factor.explanation}</span>
    </th>
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
