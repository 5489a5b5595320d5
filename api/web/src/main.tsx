import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import './page.css';

import { HISTORY_PLUGIN } from '@graphiql/plugin-history';
import { explorerPlugin } from '@graphiql/plugin-explorer';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';

import { EXAMPLES, WELCOME } from './examples';
import icon from './icon.svg';

// The page is served at the very address that answers its queries, for the newest revision or an older one.
const fetcher = createGraphiQLFetcher({ url: window.location.pathname });
const explorer = explorerPlugin({ showAttribution: false });

// A link may bring a query (`?query=…&variables=…`). Else a browser that was never here opens the examples, and
// one that was here finds its own tabs again.
const link = new URLSearchParams(window.location.search);
const linked = link.get('query');
const isNew = window.localStorage.getItem('graphiql:tabState') === null;
const opening = linked !== null ? { query: linked, variables: link.get('variables') ?? '' } : EXAMPLES[0];

createRoot(document.getElementById('graphiql')!).render(
  <GraphiQL
    fetcher={fetcher}
    plugins={[explorer, HISTORY_PLUGIN]}
    defaultTabs={linked !== null && opening ? [opening, ...EXAMPLES] : EXAMPLES}
    initialQuery={linked !== null || isNew ? opening?.query : undefined}
    initialVariables={linked !== null || isNew ? opening?.variables : undefined}
    defaultQuery={WELCOME}
    shouldPersistHeaders={false}
    defaultEditorToolsVisibility="variables"
  >
    <GraphiQL.Logo>
      <a className="logo" href="/" title="Rolegraph">
        <img src={icon} alt="" width={22} height={22} /> Rolegraph
      </a>
    </GraphiQL.Logo>
  </GraphiQL>,
);
