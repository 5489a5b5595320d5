import { factorName, percent, smallPercent } from '../words';

export interface Factor {
  kind: string;
  score: number;
  weight: number;
  contribution: number;
  explanation: string;
}

const BARRIERS = ['PREPARATION', 'EDUCATION', 'EXPERIENCE', 'TRAINING', 'LICENCE'];

/** Levels are a reason and, after all reasons, a barrier; the other kinds are one of the two. */
function isBarrier(each: Factor, place: number, factors: readonly Factor[]): boolean {
  return BARRIERS.includes(each.kind) || (each.kind === 'LEVELS' && factors.findIndex((other) => other.kind === 'LEVELS') < place);
}

const points = (share: number) => (100 * share).toFixed(1);

/**
 * A figure taken apart: for each reason a track as long as it counts, filled as far as it is met, and then what each
 * barrier takes away. The server gives barriers a part of all weight, at nothing; without that part the reasons would
 * add up to the figure before barriers, and each barrier takes its part of that.
 */
export function Factors({ word, factors, total }: { word: 'feasible' | 'related'; factors: readonly Factor[]; total: number }) {
  const barriers = factors.filter(isBarrier).sort((one, other) => other.weight - one.weight);
  const reasons = factors.filter((...each) => !isBarrier(...each)).sort((one, other) => other.weight - one.weight);
  const left = 1 - barriers.reduce((sum, each) => sum + each.weight, 0);
  const before = total / left;
  const heaviest = Math.max(...reasons.map((each) => each.weight / left), ...barriers.map((each) => each.weight * before));
  return (
    <table className="factors">
      <caption>
        {percent(total)} {word}, taken apart in points of 100. A track is as long as a reason counts, and filled as far as it is met.
      </caption>
      <thead>
        <tr>
          <th scope="col">{word === 'feasible' ? 'What speaks for it' : 'What makes them alike'}</th>
          <th scope="col">{word === 'feasible' ? 'Met' : 'Alike'}</th>
          <th scope="col" className="number">
            Points
          </th>
        </tr>
      </thead>
      <tbody>
        {reasons.map((each) => (
          <tr key={each.kind}>
            <th scope="row">
              {factorName(each.kind)}
              <span className="quiet explanation">{each.explanation}</span>
            </th>
            <td>
              <svg viewBox="0 0 100 10" preserveAspectRatio="none" className="track-bar" aria-hidden="true">
                <rect width={(100 * each.weight) / left / heaviest} height="10" className="open" />
                <rect width={(100 * each.contribution) / left / heaviest} height="10" className="has" />
              </svg>
              <span className="quiet">{percent(each.score)}</span>
            </td>
            <td className="number">
              {points(each.contribution / left)}
              <span className="quiet"> of {points(each.weight / left)}</span>
            </td>
          </tr>
        ))}
      </tbody>
      {barriers.length ? (
        <tbody>
          <tr className="sum">
            <th scope="row" colSpan={2}>
              Before what stands in the way
            </th>
            <td className="number">{points(before)}</td>
          </tr>
          {barriers.map((each) => (
            <tr key={each.kind} className="takes">
              <th scope="row">
                {factorName(each.kind)}
                <span className="quiet explanation">{each.explanation}</span>
              </th>
              <td>
                <svg viewBox="0 0 100 10" preserveAspectRatio="none" className="track-bar" aria-hidden="true">
                  <rect width={(100 * each.weight * before) / heaviest} height="10" className="lacks" />
                </svg>
                <span className="quiet">takes away {smallPercent(each.weight)} of it</span>
              </td>
              <td className="number">−{points(each.weight * before)}</td>
            </tr>
          ))}
        </tbody>
      ) : null}
      <tfoot>
        <tr className="sum">
          <th scope="row" colSpan={2}>
            {word === 'feasible' ? 'Feasible' : 'Related'}
          </th>
          <td className="number">{points(total)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
