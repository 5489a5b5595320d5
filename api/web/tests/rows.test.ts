import { expect, test } from 'vitest';

import { asCsv } from '../src/page/csv';
import { byCategory, type Compared, comparedRows, type RoleShown } from '../src/page/rows';

type SkillEdge = RoleShown['skills']['edges'][number];

function edge(slug: string, category: string | null, importance: SkillEdge['importance'], level: number | null): SkillEdge {
  const node = { slug, name: slug.toUpperCase(), nameLanguage: 'en', kind: 'KNOWLEDGE' as const, category };
  return { importance, level, levelRating: null, emphasis: null, basis: 'STATED', citations: [], node };
}

test('skills stand under their category, or under what they are', () => {
  const groups = byCategory([edge('a', 'Tools of e-commerce', 'ESSENTIAL', 1), edge('b', null, 'ESSENTIAL', 1)]);
  expect(groups.map(([heading]) => heading)).toEqual(['Tools of e-commerce', 'Knowledge']);
});

test('in a category essential skills come first, then those of the highest level, and those without any last', () => {
  const edges = [
    edge('a', 'c', 'OPTIONAL', 1),
    edge('b', 'c', 'ESSENTIAL', null),
    edge('d', 'c', 'ESSENTIAL', 0.5),
    edge('e', 'c', 'ESSENTIAL', 0.9),
  ];
  expect(byCategory(edges).flatMap(([, held]) => held.map((each) => each.node.slug))).toEqual(['e', 'd', 'b', 'a']);
  expect(edges[0]?.node.slug).toBe('a');
});

test('roles that are compared have a column each, empty where one does not hold it', () => {
  const held = { level: null, levelRating: null, emphasis: null, basis: 'STATED' as const, citations: [] };
  const role = { status: 'ACTIVE' as const, replacedBy: null, dataset: { title: '', language: 'en' }, contrasts: [] };
  const overlap: Compared = {
    likeness: 0.5,
    similarity: 0.2,
    comparable: true,
    roles: [
      { slug: 'x', name: 'X', nameLanguage: 'en', ...role },
      { slug: 'y', name: 'Y', nameLanguage: 'en', ...role },
    ],
    anySkills: [
      {
        specificity: 1,
        skill: { slug: 's', name: 'S', nameLanguage: 'en', kind: 'SKILL', category: null },
        holdings: [null, { ...held, importance: 'OPTIONAL' }],
      },
    ],
    anyTools: [{ specificity: 1, tool: { slug: 't', name: 'T', nameLanguage: 'en', category: null }, holdings: [held, null] }],
    commonGround: [],
  };
  expect(asCsv(comparedRows(overlap)).split('\r\n')).toEqual(['kind,slug,name,x,y', 'skill,s,S,,OPTIONAL', 'tool,t,T,USED,']);
});
