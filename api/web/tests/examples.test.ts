import { parse } from 'graphql';
import { expect, test } from 'vitest';

import { EXAMPLES, examplesAtScale, explained, WELCOME } from '../src/graphiql/examples';

test('examples come in the order of their numbers, each with the variables that it names and no others', () => {
  expect(EXAMPLES).toHaveLength(14);
  expect(EXAMPLES[0]?.query).toMatch(/role\(/);
  for (const { query, variables } of EXAMPLES) {
    const [operation] = parse(query).definitions;
    const named =
      operation?.kind === 'OperationDefinition' ? (operation.variableDefinitions ?? []).map((each) => each.variable.name.value) : [];
    expect(named.sort()).toEqual(Object.keys(JSON.parse(variables || '{}')).sort());
  }
});

test('examples for a whole classification are offered only where it is loaded', () => {
  expect(examplesAtScale(['ai-careers'])).toEqual([]);
  expect(examplesAtScale(['ai-careers', 'esco'])).toHaveLength(1);
  expect(examplesAtScale(['onet', 'esco'])).toHaveLength(2);
});

test('what a new tab says is a comment, which asks nothing', () => {
  expect(WELCOME.split('\n').every((line) => line === '' || line.startsWith('#'))).toBe(true);
});

test('every example has a name of its own, and says what it is about before it asks', () => {
  const all = [...EXAMPLES, ...examplesAtScale(['esco', 'onet'])].map(explained);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  for (const { says } of all) expect(says).toMatch(/^[A-Z].{20,}[.?!a-z=]$/);
});
