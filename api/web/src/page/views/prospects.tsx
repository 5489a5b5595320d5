import { say } from '../../messages/say';
import { day, isKnown, money, plain } from '../../words';
import { amounts, figureOf, type Observed, observedAt } from '../observed';
import type { Rest } from '../pages';
import { Facts, Section } from '../parts/facts';
import { More } from '../parts/more';
import { Words } from '../parts/told';
import { perWord } from '../pay';
import type { RoleShown } from '../rows';

const FEW = 6; // markets of which one is told at once

type Paid = RoleShown['pay'][number];

const keyOf = (each: Paid) => [each.market, each.currency, each.period, each.min, each.max, each.asOf].join(' ');

export function Pay({ role: { pay } }: { role: RoleShown }) {
  if (!pay.length) return null;
  const [first, rest] = [pay.slice(0, FEW), pay.slice(FEW)];
  return (
    <Section title={say('Pay')} place="pay">
      <Amounts pay={first} />
      {rest.length ? (
        <details className="more">
          <summary>{say('{count} more markets and times', { count: rest.length })}</summary>
          <Amounts pay={rest} />
        </details>
      ) : null}
    </Section>
  );
}

function Amounts({ pay }: { pay: readonly Paid[] }) {
  return (
    <Facts items={pay} by={keyOf} text={(each) => each.note} quiet>
      {(each) => (
        <>
          <strong>{amounts(each)}</strong> {perWord(each.period)}
          {isKnown(each.median) ? `, ${say('half of them at least {amount}', { amount: money(each.median, each.currency) })}` : ''}
          {isKnown(each.lowestPercentile) && isKnown(each.highestPercentile) ? (
            <span className="quiet">
              {' '}
              {say('percentiles {least} to {most}', { least: each.lowestPercentile, most: each.highestPercentile })}
            </span>
          ) : null}
          {each.market ? ', ' : ''}
          <Words>{each.market}</Words>
          {each.asOf ? `, ${say('as of {day}', { day: day(each.asOf) })}` : ''}
        </>
      )}
    </Facts>
  );
}

/** How it is going for the role: what was observed and projected in figures, and what sources say of challenges and trends. */
export function Outlooks({ role: { outlooks, observations }, rest }: { role: RoleShown; rest: Rest }) {
  const known = observations.nodes.filter((each) => figureOf(each) !== null);
  if (!outlooks.length && !known.length) return null;
  return (
    <Section title={say('Outlook')} place="outlook">
      <Facts
        columns
        items={known}
        by={(each) => [each.measure?.slug, each.measured, each.quantity, each.marketName, each.period, each.value].join(' ')}
        figure={(each) => <strong className="number">{figureOf(each)}</strong>}>
        {(each) => (
          <>
            <Named of={each} /> <span className="quiet">{observedAt(each)}</span>
          </>
        )}
      </Facts>
      <More rest={rest} what="figure" />
      <Facts columns items={outlooks} by={(each) => each.slug} text={(each) => each.description}>
        {(each) => (
          <>
            <strong>
              <Words>{each.name}</Words>
            </strong>{' '}
            <span className="tag">{plain(each.kind)}</span>
          </>
        )}
      </Facts>
    </Section>
  );
}

function Named({ of: { measure, quantity } }: { of: Observed }) {
  return measure ? <Words language={measure.nameLanguage}>{measure.name}</Words> : plain(quantity);
}
