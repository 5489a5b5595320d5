import { percent, plain } from '../words';

export interface Factor {
  kind: string;
  score: number;
  weight: number;
  contribution: number;
  explanation: string;
}

/** The score taken apart: for each factor a track as long as it counts, filled as far as it is met. */
export function Factors({ factors, total }: { factors: readonly Factor[]; total: number }) {
  const ordered = [...factors].sort((one, other) => other.weight - one.weight);
  const heaviest = Math.max(...ordered.map((each) => each.weight));
  return (
    <table className="factors">
      <caption>
        The feasibility of {percent(total)}, taken apart. A track is as long as the factor counts, and filled as far as it is met.
      </caption>
      <thead>
        <tr>
          <th scope="col">Factor</th>
          <th scope="col">Met</th>
          <th scope="col" className="number">
            Points
          </th>
        </tr>
      </thead>
      <tbody>
        {ordered.map((each) => (
          <tr key={each.kind}>
            <th scope="row">
              {plain(each.kind)}
              <span className="quiet explanation">{each.explanation}</span>
            </th>
            <td>
              <svg viewBox="0 0 100 10" preserveAspectRatio="none" className="track-bar" aria-hidden="true">
                <rect width={(100 * each.weight) / heaviest} height="10" className="lacks" />
                <rect width={(100 * each.contribution) / heaviest} height="10" className="has" />
              </svg>
              <span className="quiet">{percent(each.score)}</span>
            </td>
            <td className="number">
              {(100 * each.contribution).toFixed(1)}
              <span className="quiet"> of {(100 * each.weight).toFixed(1)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
