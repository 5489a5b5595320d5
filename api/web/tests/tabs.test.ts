import { expect, test } from 'vitest';

import { differs, kept, opening, operationsIn, recovered, stored, type Tab, type Tabs, withHeld } from '../src/graphiql/tabs';

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

test('a tab has what the editors hold once they differ, and its name is that of the operation', () => {
  const held = { query: 'query Mine { a }', variables: '{"x": 1}', headers: '' };
  expect(differs(OWN.tabs[0], held)).toBe(true);
  const after = withHeld(OWN.tabs, 0, held);
  expect(after.map(({ id, title, query, variables }) => [id, title, query, variables])).toEqual([
    ['one', 'Mine', 'query Mine { a }', '{"x": 1}'],
    ['two', 't', '{ b }', '{"b": 1}'],
  ]);
  expect(differs(after[0], held)).toBe(false);
  expect(differs(undefined, held)).toBe(false);
});

test('an empty editor and a tab without a text do not differ, an emptied one does', () => {
  const none = { query: '', variables: '', headers: '' };
  expect(differs({ ...tab('new', ''), query: null, variables: null }, none)).toBe(false);
  expect(differs(OWN.tabs[0], none)).toBe(true);
  expect(withHeld(OWN.tabs, 0, none)[0]).toMatchObject({ query: '', title: '<untitled>', operationName: null });
});

test('neither keys nor answers stay in the browser, texts do', () => {
  const [one] = OWN.tabs;
  const written = stored({
    activeTabIndex: 0,
    tabs: [{ ...(one as Tab), headers: '{"Authorization": "Bearer k"}', response: '{"data": 1}' }],
  });
  expect(written).not.toMatch(/Bearer|data/);
  expect(kept(written)).toEqual({ activeTabIndex: 0, tabs: [one] });
});

test('a text that was taken from a tab comes back, one that its reader emptied does not', () => {
  const [one, two] = OWN.tabs as [Tab, Tab];
  const blank: Tab = { ...tab('new', ''), query: null, variables: null };
  const taken = { ...two, query: null, variables: null };
  const back = recovered([one, two], [one, taken, blank]);
  expect(back).toEqual([one, two, blank]);
  expect(back?.[0], 'others are the same objects as before: GraphiQL knows them by that').toBe(one);
  expect(recovered([one, two], [one, { ...two, query: '' }])).toBeNull();
  expect(recovered([one], [one, blank])).toBeNull();
});

test('the operation that runs is one of the text: the chosen one, else the first', () => {
  const two = 'query One { a } query Two { b }';
  expect(operationsIn(two, 'Two')?.operationName).toBe('Two');
  expect(operationsIn(two, 'Role')?.operationName).toBe('One');
  expect(operationsIn(two, undefined)?.operations).toHaveLength(2);
  expect(operationsIn('{ a } fragment F on Role { name }', 'Role')).toMatchObject({ operationName: undefined, operations: [{}] });
  expect(operationsIn('query Half {', 'Half')).toBeNull();
});
