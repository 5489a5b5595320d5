import { Link, useLocation, useSearchParams } from 'wouter';

import { address } from '../../addresses';
import { foreign } from '../../messages/foreign';
import { say } from '../../messages/say';
import { MovesDocument, type MovesQuery } from '../generated/graphql';
import { cased, listed } from '../names';
import { counted } from '../nouns';
import { usePages } from '../pages';
import { Downloads } from '../parts/downloads';
import { Tabs } from '../parts/facts';
import { Replaced } from '../parts/replaced';
import { Said, slot, Verdict } from '../parts/said';
import { Answer, Empty, Heading, Note } from '../parts/states';
import { ORDERED, ORDERS, wished } from '../wishes';
import { Best } from './best';
import { Target } from './target';
import { Wish } from './wishes';

const SHOWN = 20;
const LARGE = 150; // in files: as many as one request may cost

/** Whether what is observed of roles decides: a list by that is not put in another order so that it differs. */
const isObserved = (by: (typeof ORDERS)[number]) => by === 'pay' || by === 'outlook';

/** The moves from a role, ranked and mapped; what is wished stands in the address. */
export function From({ from }: { from: string }) {
  const [, go] = useLocation();
  const [parameters] = useSearchParams();
  const to = parameters.get('to') || null;
  const wishes = wished(parameters);
  const { by, filter, diverse } = wishes;
  const variables = { from, first: SHOWN, filter, orderBy: ORDERED[by], diverse: diverse && !isObserved(by) } as const;
  const asked = usePages(MovesDocument, variables, { after: 'transitions' }, LARGE);
  const changed = (wishes: Record<string, string>) => address('/move', { ...Object.fromEntries(parameters), ...wishes });
  const change = (wishes: Record<string, string>) => go(changed(wishes));
  const means = {
    counsel: say('As one would advise: the most feasible first, but what would be a step down behind.'),
    feasible: say('Feasible is how likely somebody in this role could do the other soon: what stands in the way counts.'),
    related: say('Related is how much alike two roles are, whichever way one goes: some of them are out of reach.'),
    pay: say('By how much more one would earn, as far as it was observed in one market; other roles come last.'),
    outlook: say('By how employment is projected to change; roles of which nobody tells come last.'),
  };
  const first = {
    counsel: say('Best first'),
    feasible: say('Most feasible first'),
    related: say('Most related first'),
    pay: say('Best pay first'),
    outlook: say('Best outlook first'),
  };
  return (
    <>
      {asked.error ? <Heading title={say('Where to move')} /> : null}
      <Answer asked={asked} kept={(slug) => changed({ from: slug })}>
        {(data) => (
          <>
            <Heading title={say('From {role}', { role: cased(data.role?.name ?? from) })} />
            {data.role ? <Replaced role={data.role} kept={(slug) => changed({ from: slug })} /> : null}
            <Nearest data={data} href={(slug) => changed({ to: slug })} />
            <Wish wishes={wishes} from={data.role} observed={data.markets.totalCount > 0} change={change} />
            <div className="line-of">
              <Tabs label={say('Which moves come first')}>
                {ORDERS.filter((each) => data.markets.totalCount > 0 || !isObserved(each)).map((each) => (
                  <button
                    key={each}
                    type="button"
                    className={each === by ? 'strong' : ''}
                    aria-pressed={each === by}
                    onClick={() => change({ by: each === 'counsel' ? '' : each })}>
                    {first[each]}
                  </button>
                ))}
              </Tabs>
              <Downloads
                name={`moves-from-${from}`}
                part={to !== null && to !== from}
                whole={asked.whole}
                asked={asked}
                data={data}
                rows={(all) =>
                  all.transitions.nodes.map(({ to: { slug, name, dataset }, band, feasibility, likeness, documentedMove }, place) => {
                    const documented = documentedMove?.kind;
                    return { rank: place + 1, to: slug, name, dataset: dataset.slug, band, feasibility, likeness, documented };
                  })
                }
              />
            </div>
            <p className="quiet">{means[by]}</p>
            {data.transitions.nodes.length ? (
              <Best
                data={data}
                rest={asked.rest('after')}
                by={by}
                to={to}
                href={(slug) => changed({ to: slug })}
                choose={(slug) => change({ to: slug })}
              />
            ) : (
              <Empty>{say('No move fits these wishes. Loosen them.')}</Empty>
            )}
            {to === from ? (
              <Note>{say('This move leads to where it begins. Choose another role to see what it takes to become that.')}</Note>
            ) : null}
            {to && to !== from ? <Target key={`${from} ${to}`} from={from} to={to} /> : null}
          </>
        )}
      </Answer>
    </>
  );
}

const NAMED = 3;

/** How many roles are near, and which are nearest of those that are wished. */
function Nearest({ data: { easy, near, transitions }, href }: { data: MovesQuery; href: (slug: string) => string }) {
  const nearest = transitions.nodes.slice(0, NAMED).map((each) => each.to);
  return (
    <Verdict>
      {say('{easy} easy to do from here, {near, plural, =0 {no other} other {# more}} within reach.', {
        easy: say('{roles, plural, =0 {No role is} one {# role is} other {# roles are}}', { roles: easy.totalCount }),
        near: near.totalCount,
      })}{' '}
      {nearest.length ? (
        <Said
          text={say('First come {roles}.', { roles: listed(nearest.map((each) => slot(each.slug))) })}
          parts={Object.fromEntries(
            nearest.map((each) => [
              each.slug,
              <Link key={each.slug} href={href(each.slug)} {...foreign(each.nameLanguage)}>
                {cased(each.name)}
              </Link>,
            ]),
          )}
        />
      ) : null}
      <span className="hidden">{counted(transitions.totalCount, 'role')}</span>
    </Verdict>
  );
}
