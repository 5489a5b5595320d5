import { readFileSync } from 'node:fs';

import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';

import { inQuery, inVariables, kindsOf } from '../src/graphiql/slugs';

const SCHEMA = buildSchema(readFileSync('../../schema/schema.graphql', 'utf8'), { assumeValidSDL: true });

/** What is completed at `|` in a document. */
function at(marked: string) {
  const offset = marked.indexOf('|');
  return inQuery(SCHEMA, marked.replace('|', ''), offset);
}

function inMarked(query: string, marked: string) {
  return inVariables(SCHEMA, query, marked.replace('|', ''), marked.indexOf('|'));
}

test('a slug completes in the type that its argument takes', () => {
  expect(at('{ role(slug: "ai-en|") { name } }')).toEqual({ kinds: ['ROLE'], typed: 'ai-en', from: 14, until: 19 });
  expect(at('{ skill(slug: "|") { name } }')?.kinds).toEqual(['SKILL']);
  expect(at('{ transition(from: "a", to: "b|c") { band } }')).toEqual({ kinds: ['ROLE'], typed: 'b', from: 29, until: 31 });
  expect(at('{ overlap(roles: ["a", "b|"]) { likeness } }')?.kinds).toEqual(['ROLE']);
  expect(at('{ roleGroup(slug: "7|") { name } }')?.kinds).toEqual(['ROLE_GROUP']);
});

test('a field within an input object tells for itself', () => {
  expect(at('{ transitions(from: "a", filter: { dataset: "es|" }) { totalCount } }')?.kinds).toEqual(['DATASET']);
  expect(at('{ transitions(from: "a", filter: { group: "7|" }) { totalCount } }')?.kinds).toEqual(['ROLE_GROUP']);
});

test('what is no slug is left alone', () => {
  expect(at('{ search(query: "pyth|") { totalCount } }')).toBeNull();
  expect(at('{ role(slug: "a") { na|me } }')).toBeNull();
  expect(at('{ role(slug: "a|'), 'a document that is not whole yet').toBeNull();
});

test('variables complete as the arguments that they go to', () => {
  const query =
    'query Q($from: String!, $roles: [String!]!, $q: String!) { transition(from: $from, to: "b") { band } overlap(roles: $roles) { likeness } search(query: $q) { totalCount } }';
  expect(inMarked(query, '{ "from": "ai|" }')).toEqual({ kinds: ['ROLE'], typed: 'ai', from: 11, until: 13 });
  expect(inMarked(query, '{ "q": "x", "roles": ["a", "b|"] }')?.kinds).toEqual(['ROLE']);
  expect(inMarked(query, '{ "q": "py|" }')).toBeNull();
  expect(inMarked(query, '{ "fr|om": "a" }')).toBeNull();
});

test('an argument that may name several kinds is told by what it says', () => {
  expect(kindsOf('The slug.', 'Tool')).toEqual(['TOOL']);
  expect(kindsOf('Only roles of the role group with this slug, or of a group under it.', 'RoleConnection')).toEqual(['ROLE_GROUP']);
  expect(kindsOf('Only records with these slugs.', 'Change')).toEqual(expect.arrayContaining(['ROLE', 'SKILL', 'ROLE_GROUP']));
  expect(kindsOf('What to look for.', 'Role')).toEqual([]);
});
