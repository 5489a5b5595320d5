import { expect, test } from 'vitest';

import { speak } from '../src/messages/speaking';
import { bandsOf } from '../src/page/bands';
import { figureOf } from '../src/page/observed';
import { compared } from '../src/page/ratings';
import { isText, names, onceEach, toggled } from '../src/page/typed';
import { wished } from '../src/page/wishes';

test('names stand on lines or between commas and semicolons, each once, and none is left out', () => {
  expect(names(' Python, SQL;\r\nPython\n\n C++ ')).toEqual(['Python', 'SQL', 'C++']);
  expect(names(' ,;\n')).toEqual([]);
  expect(names(Array.from({ length: 501 }, (_, place) => `skill ${place}`).join(','))).toHaveLength(501);
});

test('of names that differ in their case the first is kept', () => {
  const things = [
    { name: 'Chatbots', hint: 'a' },
    { name: 'chatbots', hint: 'b' },
    { name: 'Search', hint: 'c' },
  ];
  expect(onceEach(things)).toEqual([things[0], things[2]]);
});

test('a value is put in at the end or taken out, and never there twice', () => {
  expect(toggled(['a', 'b'], 'a', true)).toEqual(['b', 'a']);
  expect(toggled(['a', 'b'], 'a', false)).toEqual(['b']);
  expect(toggled(['a'], 'b', false)).toEqual(['a']);
});

test('bands go from easy to out of reach, and unknown ones are left out', () => {
  expect(bandsOf('HARD,EASY,IMPOSSIBLE')).toEqual(['EASY', 'HARD']);
  expect(bandsOf(null)).toEqual([]);
});

test('without parameters all moves are wished, as one would advise', () => {
  expect(wished(new URLSearchParams())).toEqual({
    kind: '',
    dataset: '',
    training: '',
    bands: [],
    by: 'counsel',
    outside: false,
    pay: false,
    growing: false,
    diverse: false,
    filter: { dataset: null, documented: null, outsideOwnGroups: false, training: null, bands: null },
  });
});

test('each parameter is a wish', () => {
  const { by, diverse, filter } = wished(
    new URLSearchParams('kind=computed&dataset=esco&bands=HARD&by=related&outside=true&diverse=true&training=less'),
  );
  expect({ by, diverse }).toEqual({ by: 'related', diverse: true });
  expect(filter).toEqual({ dataset: 'esco', documented: false, outsideOwnGroups: true, training: ['LESS'], bands: ['HARD'] });
  expect(wished(new URLSearchParams('pay=more&growing=true&by=pay'))).toMatchObject({
    by: 'pay',
    filter: { minimumPayChange: 0, minimumOutlook: 0 },
  });
  expect(wished(new URLSearchParams('training=none')).filter.training).toBeNull();
  expect(wished(new URLSearchParams('kind=documented')).filter.documented).toBe(true);
});

test("the publisher's levels are told, with as many digits as tell them apart", () => {
  expect(compared({ level: 0.5, levelRating: 4.52 }, { level: 0.7, levelRating: 6.6 })).toEqual({
    what: 'level',
    held: '4.5',
    needed: '6.6',
  });
  expect(compared({ levelRating: 4.52 }, { levelRating: 4.54 })).toEqual({ what: 'level', held: '4.52', needed: '4.54' });
  expect(compared({ levelRating: 4.5 }, { levelRating: 4.5 })).toEqual({ what: 'level', held: '4.5', needed: '4.5' });
});

test('levels of which only shares are known are told in per cent', () => {
  expect(compared({ level: 0 }, { level: 0.6, levelRating: 4 })).toEqual({ what: 'level', held: '0%', needed: '60%' });
});

test('what is held without a level is told as such, not as nothing', () => {
  expect(compared({}, { level: 0.5, levelRating: 4 })).toEqual({ what: 'level', held: null, needed: '4.0' });
  expect(compared(null, { level: 0.5 })).toEqual({ what: 'level', held: null, needed: '50%' });
});

test('importance is told where the target has no level, and nothing where nothing is rated', () => {
  const importance = { what: 'importance', held: '3.0', needed: '4.2' };
  expect(compared({ importanceRating: 3 }, { importanceRating: 4.2 })).toEqual(importance);
  expect(compared({ level: 1, importanceRating: 3 }, { importanceRating: 4.2 })).toEqual(importance);
  expect(compared({ level: 1 }, { importanceRating: 4.2 })).toBeNull();
  expect(compared({ levelRating: 1 }, {})).toBeNull();
});

test('figures are written as the language writes them', () => {
  speak('de', {});
  expect(compared({ levelRating: 2.5 }, { levelRating: 4 })).toEqual({ what: 'level', held: '2,5', needed: '4,0' });
  expect(figureOf({ value: 12_345.5, unit: 'PEOPLE', category: null })).toContain('12.345,5');
  expect(figureOf({ value: 3.25, unit: 'PERCENT', category: null })).toBe('3,25\u00a0%');
  expect(figureOf({ value: 0.125, unit: 'SHARE', category: null })).toBe('12,5\u00a0%');
  speak('en');
  expect(figureOf({ value: 3.25, unit: 'PERCENT', category: null })).toBe('3.25%');
});

test.each([
  ['Python, Statistics\nscikit-learn', false],
  ['C++; .NET; Node.js', false],
  ['good knowledge of machine learning', false],
  ['', false],
  ['I lay bricks and mix mortar on building sites in Kent', true],
  ['Nurse. Eight years on a ward.', true],
])('whether %j is a text, and no list of names: %s', (pasted, expected) => {
  expect(isText(pasted)).toBe(expected);
});
