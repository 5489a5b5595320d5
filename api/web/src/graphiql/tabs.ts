// With which tabs GraphiQL opens: those of the browser that was here before, else the examples; and the one of a link.

import { type DocumentNode, GraphQLError, Kind, type OperationDefinitionNode, parse } from 'graphql';

import type { Example } from './examples';

export const STORED = 'graphiql:tabState'; // where GraphiQL keeps its tabs, in the browser's own storage
const NAMED = /^(?!#).*(?:query|subscription|mutation)\s+(\w+)/m;
const UNTITLED = '<untitled>';

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
    const name = nameOf(query);
    return { id: newId(), title: name ?? UNTITLED, query, variables, headers: null, operationName: name, response: null };
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

/** The name of the first operation of a text that may be unfinished, by which its tab is called. */
export function nameOf(query: string): string | null {
  return NAMED.exec(query)?.[1] ?? null;
}

/** What the editors hold of the tab that is shown. */
export interface Held {
  query: string;
  variables: string;
  headers: string;
}

/** Whether the editors hold something that the tab has not got yet. */
export function differs(tab: Tab | undefined, { query, variables, headers }: Held): boolean {
  return tab !== undefined && ((tab.query ?? '') !== query || (tab.variables ?? '') !== variables || (tab.headers ?? '') !== headers);
}

/** The tabs, where the shown one has what the editors hold. */
export function withHeld(tabs: readonly Tab[], shown: number, held: Held): Tab[] {
  const operationName = nameOf(held.query);
  return tabs.map((tab, place) => (place === shown ? { ...tab, ...held, operationName, title: operationName ?? UNTITLED } : tab));
}

/** As the browser keeps tabs: without answers, and without headers, which may have a key in them. */
export function stored(tabs: Tabs): string {
  return JSON.stringify(tabs, (key, value: unknown) => (['hash', 'response', 'headers'].includes(key) ? null : value));
}

/** The tabs with the texts that were taken from them since; null where there are none. No editor makes a text null. */
export function recovered<Some extends Tab>(before: readonly Some[], now: readonly Some[]): Some[] | null {
  const texts = new Map(before.map((tab) => [tab.id, tab]));
  const lost = ({ id, query }: Some) => query === null && (texts.get(id)?.query ?? null) !== null;
  return now.some(lost) ? now.map((tab) => (lost(tab) ? (texts.get(tab.id) ?? tab) : tab)) : null;
}

interface Operations {
  documentAST: DocumentNode;
  operations: OperationDefinitionNode[];
  operationName: string | undefined;
}

/** The operations of a text, and which of them runs: the chosen one if it is there, else the first. Null where it has faults. */
export function operationsIn(query: string, chosen: string | undefined): Operations | null {
  try {
    const documentAST = parse(query);
    const operations = documentAST.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
    const names = operations.map(({ name }) => name?.value);
    return { documentAST, operations, operationName: chosen !== undefined && names.includes(chosen) ? chosen : names[0] };
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}
