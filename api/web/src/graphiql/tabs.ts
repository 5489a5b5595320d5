// With which tabs GraphiQL opens: those of the browser that was here before, else the examples; and the one of a link.

import type { Example } from './examples';

export const STORED = 'graphiql:tabState'; // where GraphiQL keeps its tabs, in the browser's own storage
const NAMED = /^(?!#).*(?:query|subscription|mutation)\s+(\w+)/m;

/** A tab as GraphiQL keeps it. */
export interface Tab {
  id: string;
  title: string;
  query: string | null;
  variables?: string | null;
  headers?: string | null;
  operationName: string | null;
  response: string | null;
  hash?: string | null;
}

export interface Tabs {
  activeTabIndex: number;
  tabs: Tab[];
}

interface Opening {
  stored: Tabs | null;
  /** What the address brings, null if it is bare. */
  link: Example | null;
  /** The tab from which this very entry of the history was written: after a reload it is the same one again. */
  mark: string | null;
  examples: readonly Example[];
  newId: () => string;
}

/** What the browser has kept, null where it is none. */
export function kept(text: string | null): Tabs | null {
  try {
    const found = text ? (JSON.parse(text) as Partial<Tabs>) : null;
    return found && Array.isArray(found.tabs) && found.tabs.length && typeof found.activeTabIndex === 'number' ? (found as Tabs) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** A link opens a tab of its own, unless one has the same in it, or it is what a reload finds of the reader's own. */
export function opening({ stored, link, mark, examples, newId }: Opening): Tabs {
  const made = ({ query, variables }: Example): Tab => {
    const name = NAMED.exec(query)?.[1] ?? null;
    return { id: newId(), title: name ?? '<untitled>', query, variables, headers: null, operationName: name, response: null };
  };
  const tabs = stored ? [...stored.tabs] : examples.map(made);
  const last = Math.min(Math.max(stored?.activeTabIndex ?? 0, 0), tabs.length - 1);
  if (!link) return { tabs, activeTabIndex: last };
  const own = mark === null ? -1 : tabs.findIndex(({ id }) => id === mark);
  const there = tabs[own];
  if (there) {
    tabs[own] = { ...made(link), id: there.id };
    return { tabs, activeTabIndex: own };
  }
  const same = tabs.findIndex(({ query, variables }) => is(query, link.query) && is(variables, link.variables));
  if (same >= 0) return { tabs, activeTabIndex: same };
  return stored ? { tabs: [...tabs, made(link)], activeTabIndex: tabs.length } : { tabs: [made(link), ...tabs], activeTabIndex: 0 };
}

function is(one: string | null | undefined, other: string): boolean {
  return (one ?? '').trim() === other.trim();
}
