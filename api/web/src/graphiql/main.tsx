import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import './page.css';

import { HISTORY_PLUGIN } from '@graphiql/plugin-history';
import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';

import icon from '../icon.svg';
import { PREFIX } from '../prefix';
import { Slugs } from './completing';
import { EXAMPLES, type Example, examplesAtScale, WELCOME } from './examples';
import { Kept } from './keeping';
import { EXAMPLES_PLUGIN, EXPLORER, Offered } from './plugins';
import { kept, opening, STORED, type Tabs } from './tabs';

// The page is served at the very address that answers its queries, for the newest revision or an older one.
const address = window.location.pathname;
const INTROSPECTION = 'IntrospectionQuery';
const PLUGINS = [EXAMPLES_PLUGIN, EXPLORER, HISTORY_PLUGIN];
const LONGEST = 8000; // characters of an address that servers and messengers take

interface Told {
  cost: { requested: number; maximum: number } | undefined;
  milliseconds: number;
}

/** The tab that is shown, by its id. */
let tabShown: string | undefined;

/**
 * Asks like GraphiQL's own fetcher, and also for the cost of the query; tells what came of it. GraphiQL shows an answer in
 * the tab that is there when it comes: one that was asked for in another never comes.
 */
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
  return async (request, options) => {
    const askedIn = tabShown;
    const answer = await fetcher({ ...request, extensions: { cost: true } } as typeof request, options);
    const isLost = tabShown !== askedIn && request.operationName !== INTROSPECTION;
    return isLost ? new Promise<never>(() => undefined) : answer;
  };
}

interface Mark {
  tab?: string;
}

/** A link to this page with what is in the tab that is shown, kept in the address with a mark of which tab that is. */
function remember({ tabs, activeTabIndex }: Pick<Tabs, 'tabs' | 'activeTabIndex'>): void {
  const tab = tabs[activeTabIndex];
  tabShown = tab?.id;
  if (!tab) return;
  const parts = new URLSearchParams();
  if (tab.query) parts.set('query', tab.query);
  if (tab.variables) parts.set('variables', tab.variables);
  const link = `${address}?${parts.toString()}`;
  const mark: Mark = { ...(window.history.state as Mark | null), tab: tab.id };
  window.history.replaceState(mark, '', link.length < LONGEST ? link : address);
}

/** What a link brings (`?query=…&variables=…`). */
function linked(): Example | null {
  const link = new URLSearchParams(window.location.search);
  const query = link.get('query');
  return query === null ? null : { query, variables: link.get('variables') ?? '' };
}

/** Which tabs there are now, written where GraphiQL looks for them, and the one that is shown. */
function opened(examples: readonly Example[]): Example {
  const tabs = opening({
    stored: kept(window.localStorage.getItem(STORED)),
    link: linked(),
    mark: (window.history.state as Mark | null)?.tab ?? null,
    examples,
    newId: () => crypto.getRandomValues(new Uint32Array(3)).join('-'),
  });
  window.localStorage.setItem(STORED, JSON.stringify(tabs));
  const { id, query, variables } = tabs.tabs[tabs.activeTabIndex] ?? {};
  tabShown = id;
  return { query: query ?? '', variables: variables ?? '' };
}

function Page({ examples, revision }: { examples: Example[]; revision: number | undefined }) {
  const [told, setTold] = useState<Told | null>(null);
  const [fetcher] = useState(() => asking(setTold));
  const [shown] = useState(() => opened(examples));
  return (
    <GraphiQL
      fetcher={fetcher}
      plugins={PLUGINS}
      initialQuery={shown.query}
      initialVariables={shown.variables}
      defaultQuery={WELCOME}
      onTabChange={remember}
      isHeadersEditorEnabled
      shouldPersistHeaders={false}
      defaultEditorToolsVisibility="variables">
      <Kept />
      <Slugs address={address} />
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

async function open(): Promise<void> {
  const known = await served();
  const examples = [...EXAMPLES, ...examplesAtScale(known.datasets)];
  const place = document.getElementById('graphiql');
  if (!place) throw new Error('graphiql.html has no element `graphiql`');
  createRoot(place).render(
    <Offered value={examples}>
      <Page examples={examples} revision={known.revision} />
    </Offered>,
  );
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
