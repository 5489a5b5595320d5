import { expect, test } from 'vitest';

import { kept, opening, type Tab, type Tabs } from '../src/graphiql/tabs';

const EXAMPLES = [
  { query: '# About\nquery Role($slug: String!) { role(slug: $slug) { name } }', variables: '{"slug": "a"}' },
  { query: 'query Other { roles { totalCount } }', variables: '' },
];
const LINK = { query: 'query Linked { tools { totalCount } }', variables: '{"x": 1}' };

function open(given: { stored?: Tabs | null; link?: typeof LINK | null; mark?: string | null }): Tabs {
  let number = 0;
  return opening({ stored: null, link: null, mark: null, examples: EXAMPLES, newId: () => `new${++number}`, ...given });
}

const tab = (id: string, query: string, variables = ''): Tab => {
  return { id, title: 't', query, variables, headers: null, operationName: null, response: null };
};
const OWN: Tabs = { activeTabIndex: 1, tabs: [tab('one', '{ a }'), tab('two', '{ b }', '{"b": 1}')] };

test('a browser that was never here opens the examples, named by their operations', () => {
  const { tabs, activeTabIndex } = open({});
  expect(tabs.map(({ title, query, variables }) => [title, query, variables])).toEqual([
    ['Role', EXAMPLES[0]?.query, EXAMPLES[0]?.variables],
    ['Other', EXAMPLES[1]?.query, ''],
  ]);
  expect(activeTabIndex).toBe(0);
});

test('one that was here finds its own tabs, and the one that it looked at', () => {
  expect(open({ stored: OWN })).toEqual(OWN);
});

test('a link opens a tab of its own with its variables', () => {
  const { tabs, activeTabIndex } = open({ stored: OWN, link: LINK });
  expect(tabs).toHaveLength(3);
  expect(activeTabIndex).toBe(2);
  expect([tabs[2]?.query, tabs[2]?.variables]).toEqual([LINK.query, LINK.variables]);
});

test('a reload finds the tab again from which its address was written, also where it was changed since', () => {
  const again = open({ stored: OWN, link: { query: '{ b c }', variables: '{"b": 2}' }, mark: 'two' });
  expect(again.tabs).toHaveLength(2);
  expect(again.activeTabIndex).toBe(1);
  expect([again.tabs[1]?.id, again.tabs[1]?.query, again.tabs[1]?.variables]).toEqual(['two', '{ b c }', '{"b": 2}']);
});

test('a link to what a tab has shows that tab and adds none', () => {
  expect(open({ stored: OWN, link: { query: '{ a }\n', variables: '' } })).toEqual({ ...OWN, activeTabIndex: 0 });
  expect(open({ link: { query: 'query Other { roles { totalCount } }', variables: '' } }).activeTabIndex).toBe(1);
});

test('what is kept and makes no sense is as if nothing were', () => {
  expect(['', '{', '{}', '{"tabs": [], "activeTabIndex": 0}', '[]'].map(kept)).toEqual([null, null, null, null, null]);
  expect(open({ stored: { ...OWN, activeTabIndex: 7 } }).activeTabIndex).toBe(1);
});
