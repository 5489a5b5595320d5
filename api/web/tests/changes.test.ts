import { expect, test } from 'vitest';

import { byLoad, type Changed, told } from '../src/page/changes';

const BLANK = { details: [], item: null, quality: null, before: null, after: null };

test('what became of a record is told with names', () => {
  const level = { ...BLANK, deed: 'ROSE', field: 'skills', item: 'Python', quality: 'level', before: '0.6', after: '0.7' } as const;
  expect(told('AI engineer', level)).toBe('The level of Python for AI engineer rose from 0.6 to 0.7.');
  expect(told('AI engineer', { ...BLANK, deed: 'ADDED', field: 'skills', item: 'Go', details: ['essential'] })).toBe(
    'Go (essential) is now among the skills of AI engineer.',
  );
  expect(told('Miller', { ...BLANK, deed: 'TOLD', field: 'replaced_by', after: 'Baker' })).toBe('Baker took the place of Miller.');
});

test('a value that ends a sentence does not end it twice', () => {
  expect(told('Baker', { ...BLANK, deed: 'CHANGED', field: 'description', before: 'Bakes.', after: 'Bakes bread.' })).toBe(
    'The description of Baker changed from Bakes to Bakes bread.',
  );
});

test('braces in names are no placeholders', () => {
  expect(told('{name} #', { ...BLANK, deed: 'SOURCED', field: 'citations' })).toBe('The sources of {name} # changed.');
});

test('changes of one load stand together, and those of one kind within it', () => {
  const change = (revision: number, kind: string, slug: string) => {
    return { revision, kind, slug, committedIn: { number: revision } } as Changed;
  };
  const loads = byLoad([change(1, 'ROLE', 'a'), change(1, 'SKILL', 'b'), change(1, 'ROLE', 'c'), change(2, 'ROLE', 'a')]);
  expect(loads.map(({ revision, kinds }) => [revision.number, kinds.map(({ kind, changes }) => [kind, changes.length])])).toEqual([
    [
      1,
      [
        ['ROLE', 2],
        ['SKILL', 1],
      ],
    ],
    [2, [['ROLE', 1]]],
  ]);
});
