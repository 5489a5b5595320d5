// What stands beside the editors: the examples with what each is about, and the explorer.

import { explorerPlugin } from '@graphiql/plugin-explorer';
import { type GraphiQLPlugin, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { createContext, useContext } from 'react';

import { type Example, explained } from './examples';
import { nameOf } from './tabs';

export const EXPLORER: GraphiQLPlugin = explorerPlugin({ showAttribution: false });

function Bulb() {
  return (
    <svg viewBox="0 0 24 24" width="1em" height="1em" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path d="M9 18h6m-5 3h4M12 3a6 6 0 0 0-3.6 10.8c.7.5 1.1 1.3 1.1 2.2h5c0-.9.4-1.7 1.1-2.2A6 6 0 0 0 12 3Z" />
    </svg>
  );
}

/** What is offered here, for those plugins that show it. */
export const Offered = createContext<readonly Example[]>([]);

/** The examples, also those that are in no tab any more, or came with a newer server. */
function Examples() {
  const examples = useContext(Offered);
  const { addTab, changeTab, updateActiveTabValues } = useGraphiQLActions();
  const tabs = useGraphiQL((state) => state.tabs);
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const open = ({ query, variables }: Example) => {
    const there = tabs.findIndex((tab) => tab.query?.trim() === query.trim());
    if (there >= 0) {
      changeTab(there);
      return;
    }
    addTab();
    updateActiveTabValues({ query, variables, operationName: nameOf(query) }); // the editors may be still on their way
    queryEditor?.setValue(query);
    variableEditor?.setValue(variables);
  };
  return (
    <section aria-label="Examples">
      <h2 className="examples-title">Examples</h2>
      <ul className="examples">
        {examples.map((each) => {
          const { name, says } = explained(each);
          return (
            <li key={name}>
              <button type="button" onClick={() => open(each)}>
                {name}
              </button>
              <p>{says}</p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

export const EXAMPLES_PLUGIN: GraphiQLPlugin = { title: 'Examples', icon: Bulb, content: Examples };
