import { useMemo, useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';

import { address } from '../../addresses';
import { count, percent } from '../../words';
import { TargetMap } from '../charts/map';
import { MovesDocument, type MovesQuery } from '../generated/graphql';
import { type Rest, usePages } from '../pages';
import { Band } from '../parts/band';
import { Downloads } from '../parts/downloads';
import { Section, Tabs } from '../parts/facts';
import { More } from '../parts/more';
import { Answer, Empty, Heading } from '../parts/states';
import { type Wishes, wished } from '../wishes';
import { Target } from './target';
import { Wish } from './wishes';

const SHOWN = 20;
const MEANS: Record<Wishes['by'], string> = {
  feasible: 'Feasible is how likely somebody in this role could do the other soon: what stands in the way counts.',
  related: 'Related is how much alike two roles are, whichever way one goes: some of them are out of reach.',
};

/** The moves from a role, ranked and mapped; what is wished stands in the address. */
export function From({ from }: { from: string }) {
  const [, go] = useLocation();
  const [parameters] = useSearchParams();
  const to = parameters.get('to');
  const wishes = wished(parameters);
  const { by, filter, diverse } = wishes;
  const variables = { from, first: SHOWN, filter, orderBy: by === 'related' ? 'LIKENESS' : 'FEASIBILITY', diverse } as const;
  const asked = usePages(MovesDocument, variables, { after: 'transitions' }, 200);
  const changed = (wishes: Record<string, string>) => address('/move', { ...Object.fromEntries(parameters), ...wishes });
  const change = (wishes: Record<string, string>) => go(changed(wishes));
  return (
    <Answer asked={asked} kept={(slug) => changed({ from: slug })}>
      {(data) => (
        <>
          <Heading title={`From ${data.role?.name ?? from}`} />
          <Wish wishes={wishes} change={change} />
          <Downloads
            name={`moves-from-${from}`}
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
          <Tabs label="Which moves come first">
            {(['feasible', 'related'] as const).map((each) => (
              <button
                key={each}
                type="button"
                className={each === by ? 'strong' : ''}
                aria-pressed={each === by}
                onClick={() => change({ by: each === 'related' ? each : '' })}>
                Most {each} first
              </button>
            ))}
            <p className="quiet">{MEANS[by]}</p>
          </Tabs>
          {data.transitions.nodes.length ? (
            <Ranked
              data={data}
              rest={asked.rest('after')}
              by={by}
              to={to}
              href={(slug) => changed({ to: slug })}
              choose={(slug) => change({ to: slug })}
            />
          ) : (
            <Empty>No move fits these wishes. Loosen them.</Empty>
          )}
          {to ? <Target key={`${from} ${to}`} from={from} to={to} /> : null}
        </>
      )}
    </Answer>
  );
}

interface Moves {
  rest: Rest;
  data: MovesQuery;
  by: Wishes['by'];
  to: string | null;
  href: (slug: string) => string;
  choose: (slug: string) => void;
}

function Ranked({ data, rest, by, to, href, choose }: Moves) {
  const [showsMap, setShowsMap] = useState(true);
  const { nodes, totalCount } = data.transitions;
  const targets = useMemo(
    () =>
      nodes.slice(0, SHOWN).map((each) => ({
        slug: each.to.slug,
        name: each.to.name,
        value: by === 'related' ? each.likeness : each.feasibility,
        family: each.to.groups[0]?.code ?? each.to.dataset.slug,
        documented: Boolean(each.documentedMove),
        band: each.band,
      })),
    [nodes, by],
  );
  return (
    <Section title="Best moves" note={`${nodes.length} of ${count(totalCount, 'role')}`}>
      <div className="ranked" data-map={showsMap}>
        <div>
          <ol className="ranking">
            {nodes.map((each, place) => (
              <li key={each.to.slug} aria-current={each.to.slug === to ? 'true' : undefined}>
                <span className="place" data-documented={Boolean(each.documentedMove)}>
                  {place + 1}
                </span>
                <Link href={href(each.to.slug)}>{each.to.name}</Link>
                <Band band={each.band} />
                <p className="quiet number">
                  <Share share={each.feasibility} word="feasible" by={by} /> · <Share share={each.likeness} word="related" by={by} />
                </p>
              </li>
            ))}
          </ol>
          <More rest={rest} what="move" />
        </div>
        {showsMap ? (
          <div className="map-box">
            <TargetMap centre={data.role?.name ?? ''} what={by} targets={targets} chosen={to} href={href} onChoose={choose} />
            <p className="quiet">
              The nearer to the middle, the more {by}; neighbours are of one group. A square is a move that a source documents. Broken lines
              are moves that are hard or out of reach.
              {nodes.length > SHOWN ? ` The map shows the first ${SHOWN}.` : ''}
            </p>
          </div>
        ) : null}
      </div>
      <button type="button" onClick={() => setShowsMap(!showsMap)}>
        {showsMap ? 'Hide the map' : 'Show the map'}
      </button>
    </Section>
  );
}

function Share({ share, word, by }: { share: number; word: string; by: Wishes['by'] }) {
  const said = `${percent(share)} ${word}`;
  return word === by ? <strong>{said}</strong> : said;
}
