import { useMemo, useState } from 'react';
import { Link, useSearchParams } from 'wouter';

import { TargetMap } from '../charts/map';
import { useAsk } from '../client';
import { type MovesQuery, MovesDocument, StartDocument, type TransitionFilter } from '../generated/graphql';
import { Downloads } from '../parts/downloads';
import { Meter, Section } from '../parts/facts';
import { Picker } from '../parts/picker';
import { Answer, Empty, Heading } from '../parts/states';
import { address, count } from '../words';
import { Mine } from './mine';
import { Target } from './target';

const SHOWN = 20;

export function Move() {
  const [parameters, setParameters] = useSearchParams();
  const from = parameters.get('from');
  const mine = parameters.get('mine');
  return (
    <>
      {from === null || mine !== null ? <Heading title={mine === null ? 'Where to move' : 'What fits my skills'} /> : null}
      <div className="tabs" role="group" aria-label="Where one starts">
        <Link href={address('/move', { from: from ?? undefined })} className="button" aria-current={mine === null ? 'true' : undefined}>
          From a role
        </Link>
        <Link href="/move?mine=" className="button" aria-current={mine === null ? undefined : 'true'}>
          From my skills
        </Link>
      </div>
      {mine === null ? (
        <>
          <Picker
            label={from ? 'Start from another role' : 'The role that you have'}
            placeholder="Name of a role"
            types={['ROLE']}
            onPick={({ slug }) => setParameters({ from: slug })}
          />
          {from ? (
            <From from={from} />
          ) : (
            <Empty>
              <p>Choose the role that you have: you see which moves are feasible, what carries over, and what is missing.</p>
            </Empty>
          )}
        </>
      ) : (
        <Mine given={mine} />
      )}
    </>
  );
}

function From({ from }: { from: string }) {
  const [parameters, setParameters] = useSearchParams();
  const to = parameters.get('to');
  const kind = parameters.get('kind') ?? '';
  const dataset = parameters.get('dataset') ?? '';
  const outside = parameters.get('outside') === 'true';
  const filter: TransitionFilter = {
    dataset: dataset || null,
    documented: kind === 'documented' ? true : kind === 'computed' ? false : null,
    outsideOwnGroups: outside,
  };
  const variables = { from, first: SHOWN, filter };
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
  const href = (slug: string) =>
    address('/move', { from, to: slug, kind, dataset, outside: outside ? 'true' : undefined });
  return (
    <Answer asked={asked} kept={(slug) => address('/move', { from: slug })}>
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
              <input type="checkbox" checked={outside} onChange={(event) => set({ outside: event.target.checked ? 'true' : '' })} />{' '}
              outside its own groups only
            </label>
          </form>
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
              feasibility: each.feasibility,
              documented: each.documentedMove?.kind,
            }))}
          />
          {data.transitions.nodes.length ? (
            <Ranked data={data} to={to} href={href} choose={(slug) => set({ to: slug })} />
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
  to,
  href,
  choose,
}: {
  data: MovesQuery;
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
        value: each.feasibility,
        family: each.to.groups[0]?.code ?? each.to.dataset.slug,
        documented: Boolean(each.documentedMove),
      })),
    [nodes],
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
              <Meter share={each.feasibility} />
            </li>
          ))}
        </ol>
        {showsMap ? (
          <div className="map-box">
            <TargetMap
              centre={data.role?.name ?? ''}
              targets={targets}
              chosen={to}
              href={href}
              onChoose={choose}
            />
            <p className="quiet">
              The nearer to the middle, the more feasible; neighbours are of one group. A square is a move that a source documents.
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

