import { useMemo, useState } from 'react';
import { Link, useSearchParams } from 'wouter';

import { TargetMap } from '../charts/map';
import { useAsk } from '../client';
import { MovesDocument, type MovesQuery, StartDocument, type TransitionFilter } from '../generated/graphql';
import { Band } from '../parts/band';
import { Downloads } from '../parts/downloads';
import { Section } from '../parts/facts';
import { Answer, Empty, Heading } from '../parts/states';
import { address, BANDS, count, percent } from '../words';
import { Target } from './target';

const SHOWN = 20;
type By = 'feasible' | 'related';
const MEANS: Record<By, string> = {
  feasible: 'Feasible is how likely somebody in this role could do the other soon: what stands in the way counts.',
  related: 'Related is how much alike two roles are, whichever way one goes: some of them are out of reach.',
};

/** The moves from a role, ranked and mapped; what is wished stands in the address. */
export function From({ from }: { from: string }) {
  const [parameters, setParameters] = useSearchParams();
  const to = parameters.get('to');
  const kind = parameters.get('kind') ?? '';
  const dataset = parameters.get('dataset') ?? '';
  const outside = parameters.get('outside') === 'true';
  const by: By = parameters.get('by') === 'related' ? 'related' : 'feasible';
  const diverse = parameters.get('diverse') === 'true';
  const wanted = (parameters.get('bands') ?? '').split(',');
  const bands = BANDS.filter((band) => wanted.includes(band));
  const filter: TransitionFilter = {
    dataset: dataset || null,
    documented: kind === 'documented' ? true : kind === 'computed' ? false : null,
    outsideOwnGroups: outside,
    bands: bands.length ? bands : null,
  };
  const variables = { from, first: SHOWN, filter, orderBy: by === 'related' ? 'LIKENESS' : 'FEASIBILITY', diverse } as const;
  const asked = useAsk(MovesDocument, variables);
  const start = useAsk(StartDocument, {});
  const set = (changed: Record<string, string>) =>
    setParameters((before) => {
      for (const [name, value] of Object.entries(changed)) {
        if (value) before.set(name, value);
        else before.delete(name);
      }
      return before;
    });
  const href = (slug: string) => address('/move', { ...Object.fromEntries(parameters), to: slug });
  return (
    <Answer asked={asked} kept={(slug) => address('/move', { ...Object.fromEntries(parameters), from: slug })}>
      {(data) => (
        <>
          <Heading title={`From ${data.role?.name ?? from}`} />
          <form className="filters" onSubmit={(event) => event.preventDefault()}>
            <label>
              Moves{' '}
              <select value={kind} onChange={(event) => set({ kind: event.target.value })}>
                <option value="">all</option>
                <option value="documented">that sources document</option>
                <option value="computed">that are computed only</option>
              </select>
            </label>
            {(start.data?.datasets.length ?? 0) > 1 ? (
              <label>
                Dataset{' '}
                <select value={dataset} onChange={(event) => set({ dataset: event.target.value })}>
                  <option value="">all</option>
                  {start.data?.datasets.map((each) => (
                    <option key={each.slug} value={each.slug}>
                      {each.title}
                    </option>
                  ))}
                </select>
              </label>
            ) : null}
            <label>
              <input type="checkbox" checked={outside} onChange={(event) => set({ outside: event.target.checked ? 'true' : '' })} /> outside
              its own groups only
            </label>
            <label>
              <input type="checkbox" checked={diverse} onChange={(event) => set({ diverse: event.target.checked ? 'true' : '' })} />{' '}
              diverse: no row of variants of one role
            </label>
          </form>
          <fieldset className="filters bands">
            <legend>Only moves that are</legend>
            {BANDS.map((band) => (
              <label key={band} className="choice">
                <input
                  type="checkbox"
                  checked={bands.includes(band)}
                  onChange={(event) =>
                    set({ bands: BANDS.filter((each) => (each === band ? event.target.checked : bands.includes(each))).join(',') })
                  }
                />{' '}
                <Band band={band} />
              </label>
            ))}
          </fieldset>
          <Downloads
            name={`moves-from-${from}`}
            document={MovesDocument}
            variables={variables}
            data={data}
            rows={data.transitions.nodes.map((each, place) => ({
              rank: place + 1,
              to: each.to.slug,
              name: each.to.name,
              dataset: each.to.dataset.slug,
              band: each.band,
              feasibility: each.feasibility,
              likeness: each.likeness,
              documented: each.documentedMove?.kind,
            }))}
          />
          <div className="tabs" role="group" aria-label="Which moves come first">
            {(['feasible', 'related'] as const).map((each) => (
              <button
                key={each}
                type="button"
                className={each === by ? 'strong' : ''}
                aria-pressed={each === by}
                onClick={() => set({ by: each === 'related' ? each : '' })}
              >
                Most {each} first
              </button>
            ))}
            <p className="quiet">{MEANS[by]}</p>
          </div>
          {data.transitions.nodes.length ? (
            <Ranked data={data} by={by} to={to} href={href} choose={(slug) => set({ to: slug })} />
          ) : (
            <Empty>
              <p>No move fits these wishes. Loosen them.</p>
            </Empty>
          )}
          {to ? <Target key={`${from} ${to}`} from={from} to={to} /> : null}
        </>
      )}
    </Answer>
  );
}

function Ranked({
  data,
  by,
  to,
  href,
  choose,
}: {
  data: MovesQuery;
  by: By;
  to: string | null;
  href: (slug: string) => string;
  choose: (slug: string) => void;
}) {
  const [showsMap, setShowsMap] = useState(true);
  const { nodes, totalCount } = data.transitions;
  const targets = useMemo(
    () =>
      nodes.map((each) => ({
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
        <ol className="ranking">
          {nodes.map((each, place) => (
            <li key={each.to.slug} aria-current={each.to.slug === to ? 'true' : undefined}>
              <span className="place" data-documented={Boolean(each.documentedMove)}>
                {place + 1}
              </span>
              <Link href={href(each.to.slug)}>{each.to.name}</Link>
              <Band band={each.band} />
              <p className="quiet number">
                <Share share={each.feasibility} word="feasible" strong={by === 'feasible'} /> ·{' '}
                <Share share={each.likeness} word="related" strong={by === 'related'} />
              </p>
            </li>
          ))}
        </ol>
        {showsMap ? (
          <div className="map-box">
            <TargetMap centre={data.role?.name ?? ''} what={by} targets={targets} chosen={to} href={href} onChoose={choose} />
            <p className="quiet">
              The nearer to the middle, the more {by}; neighbours are of one group. A square is a move that a source documents. Broken lines
              are moves that are hard or out of reach.
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

function Share({ share, word, strong }: { share: number; word: string; strong: boolean }) {
  const said = `${percent(share)} ${word}`;
  return strong ? <strong>{said}</strong> : <>{said}</>;
}
