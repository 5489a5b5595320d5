import { say } from '../../messages/say';
import { isKnown, money, percent } from '../../words';
import { cased } from '../names';
import { perWord } from '../pay';
import type { MoveShown } from '../rows';
import { trainingOf } from '../training';

type End = MoveShown['from'];

/** What one has and what one would have, side by side; what is known of neither is left out. */
export function Before({ move: { from, to, payChange } }: { move: MoveShown }) {
  const lines = [
    { what: say('Training'), one: trainingOf(from), other: trainingOf(to) },
    { what: say('Pay'), one: observed(payChange, 'fromAmount') ?? paid(from), other: observed(payChange, 'toAmount') ?? paid(to) },
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

/** An amount that was observed of both roles in one market, with how much it changes. */
function observed(change: MoveShown['payChange'], which: 'fromAmount' | 'toAmount'): string | null {
  const amount = change?.[which];
  if (!isKnown(amount) || !isKnown(change?.change) || !change.currency) return null;
  const said = [`${money(amount, change.currency)}${change.per ? ` ${perWord(change.per)}` : ''}`];
  if (which === 'toAmount') {
    said.push(
      change.change < 0 ? say('{share} less', { share: percent(-change.change) }) : say('{share} more', { share: percent(change.change) }),
    );
    if (change.marketName) said.push(change.marketName);
  }
  return said.join(', ');
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
