import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import './page.css';

import { explorerPlugin } from '@graphiql/plugin-explorer';
import { HISTORY_PLUGIN } from '@graphiql/plugin-history';
import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';

import icon from '../icon.svg';
import { PREFIX } from '../prefix';
import { EXAMPLES, examplesAtScale, WELCOME } from './examples';

// The page is served at the very address that answers its queries, for the newest revision or an older one.
const address = window.location.pathname;
const INTROSPECTION = 'IntrospectionQuery';

interface Told {
  cost: { requested: number; maximum: number } | undefined;
  milliseconds: number;
}

/** Asks like GraphiQL's own fetcher, and also for the cost of the query; tells what came of it. */
function asking(tell: (told: Told) => void): Fetcher {
  const measured: typeof fetch = async (input, init) => {
    const began = performance.now();
    const response = await fetch(input, init);
    const answer = (await response
      .clone()
      .json()
      .catch(() => null)) as { extensions?: Told } | null;
    if (!String(init?.body).includes(INTROSPECTION)) {
      tell({ cost: answer?.extensions?.cost, milliseconds: performance.now() - began });
    }
    return response;
  };
  const fetcher = createGraphiQLFetcher({ url: address, fetch: measured });
  return (request, options) => fetcher({ ...request, extensions: { cost: true } } as typeof request, options);
}

/** A link to this page with what is in the editors, kept in the address as one types and runs. */
function remember(query: string | undefined, variables: string | undefined): void {
  const parts = new URLSearchParams();
  if (query) parts.set('query', query);
  if (variables) parts.set('variables', variables);
  const link = `${address}?${parts.toString()}`;
  if (link.length < 8000) window.history.replaceState(null, '', link);
}

// A link may bring a query (`?query=…&variables=…`). Else a browser that was never here opens the examples, and
// one that was here finds its own tabs again.
const link = new URLSearchParams(window.location.search);
const linked = link.get('query');
const isNew = window.localStorage.getItem('graphiql:tabState') === null;

function Page({ examples, revision }: { examples: typeof EXAMPLES; revision: number | undefined }) {
  const [told, setTold] = useState<Told | null>(null);
  const [fetcher] = useState(() => asking(setTold));
  const opening = linked !== null ? { query: linked, variables: link.get('variables') ?? '' } : examples[0];
  const [query, setQuery] = useState(opening?.query);
  const [variables, setVariables] = useState(opening?.variables);
  return (
    <GraphiQL
      fetcher={fetcher}
      plugins={[explorer, HISTORY_PLUGIN]}
      defaultTabs={linked !== null && opening ? [opening, ...examples] : examples}
      initialQuery={linked !== null || isNew ? opening?.query : undefined}
      initialVariables={linked !== null || isNew ? opening?.variables : undefined}
      defaultQuery={WELCOME}
      onEditQuery={(text) => {
        setQuery(text);
        remember(text, variables);
      }}
      onEditVariables={(text) => {
        setVariables(text);
        remember(query, text);
      }}
      isHeadersEditorEnabled
      shouldPersistHeaders={false}
      defaultEditorToolsVisibility="variables">
      <GraphiQL.Logo>
        <a className="logo" href={`${PREFIX}/`} title="Rolegraph">
          <img src={icon} alt="" width={22} height={22} /> Rolegraph
        </a>
      </GraphiQL.Logo>
      <GraphiQL.Footer>
        <div className="told" role="status">
          {revision === undefined ? 'Nothing is loaded yet' : `Revision ${revision}`}
          {told ? ` · answered in ${told.milliseconds.toFixed(0)} ms` : ''}
          {told?.cost ? ` · cost ${told.cost.requested.toLocaleString('en')} of ${told.cost.maximum.toLocaleString('en')} points` : ''}
        </div>
      </GraphiQL.Footer>
    </GraphiQL>
  );
}

const explorer = explorerPlugin({ showAttribution: false });

async function open(): Promise<void> {
  const known = await served();
  const examples = [...EXAMPLES, ...examplesAtScale(known.datasets)];
  const place = document.getElementById('graphiql');
  if (!place) throw new Error('graphiql.html has no element `graphiql`');
  createRoot(place).render(<Page examples={examples} revision={known.revision} />);
}

/** What is served here, to choose examples by; nothing if it cannot be asked. */
async function served(): Promise<{ revision?: number; datasets: string[] }> {
  try {
    const query = '{ datasets { slug } revisions(first: 1) { nodes { number } } }';
    const response = await fetch(`${address}?${new URLSearchParams({ query }).toString()}`, { headers: { accept: 'application/json' } });
    const { data } = (await response.json()) as {
      data: { datasets: { slug: string }[]; revisions: { nodes: { number: number }[] } } | null;
    };
    return { revision: data?.revisions.nodes[0]?.number, datasets: data?.datasets.map((each) => each.slug) ?? [] };
  } catch {
    return { datasets: [] };
  }
}

void open();
