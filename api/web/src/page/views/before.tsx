import { say } from '../../messages/say';
import { money } from '../../words';
import { cased } from '../names';
import { perWord } from '../pay';
import type { MoveShown } from '../rows';
import { trainingOf } from '../training';

type End = MoveShown['from'];

/** What one has and what one would have, side by side; what is known of neither is left out. */
export function Before({ move: { from, to } }: { move: MoveShown }) {
  const lines = [
    { what: say('Training'), one: trainingOf(from), other: trainingOf(to) },
    { what: say('Pay'), one: paid(from), other: paid(to) },
    { what: say('Licence'), one: licence(from), other: licence(to) },
  ].filter((line) => line.one ?? line.other);
  if (!lines.length) return null;
  const unknown = <span className="quiet">{say('not known')}</span>;
  return (
    <table className="before">
      <thead>
        <tr>
          <td />
          <th scope="col">{cased(from.name)}</th>
          <th scope="col">{cased(to.name)}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ what, one, other }) => (
          <tr key={what}>
            <th scope="row">{what}</th>
            <td>{one ?? unknown}</td>
            <td>{other ?? unknown}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function paid({ pay: [first] }: End): string | null {
  if (!first) return null;
  const range = say('{least} to {most}', { least: money(first.min, first.currency), most: money(first.max, first.currency) });
  return `${range} ${perWord(first.period)}`;
}

function licence({ regulated }: End): string | null {
  if (regulated === null || regulated === undefined) return null;
  return regulated ? say('needed') : say('not needed');
}
