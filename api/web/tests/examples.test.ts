import { parse } from 'graphql';
import { expect, test } from 'vitest';

import { EXAMPLES, examplesAtScale, WELCOME } from '../src/graphiql/examples';

test('examples come in the order of their numbers, each with the variables that it names and no others', () => {
  expect(EXAMPLES).toHaveLength(8);
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
