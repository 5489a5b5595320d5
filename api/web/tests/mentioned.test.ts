import { expect, test } from 'vitest';

import { havings, type Mention, spans } from '../src/page/mentioned';

function mention(slug: string, start: number, end: number, stance: Mention['stance'] = 'HAS'): Mention {
  return {
    text: '',
    start,
    end,
    confidence: 1,
    stance,
    entity: { __typename: 'Skill', slug, name: slug.toUpperCase(), nameLanguage: 'en' },
  };
}

test('a thing that is said to be there anywhere counts, and stands there once', () => {
  const found = havings([mention('a', 0, 1, 'DENIES'), mention('b', 2, 3, 'WANTS'), mention('a', 4, 5)]);
  expect(found.map((each) => [each.slug, each.taken])).toEqual([
    ['a', true],
    ['b', false],
  ]);
});

test('a text is taken apart at what it names, by code points, and is whole again', () => {
  const text = '😀 Python and R';
  const found = spans(text, [mention('r', 13, 14), mention('python', 2, 8)]);
  expect(found.map((each) => [each.text, each.mention?.entity.slug])).toEqual([
    ['😀 ', undefined],
    ['Python', 'python'],
    [' and ', undefined],
    ['R', 'r'],
  ]);
  expect(found.map((each) => each.text).join('')).toBe(text);
});

test('of mentions that lie over each other the first and longest counts, and nothing of the text is there twice', () => {
  const text = 'machine learning';
  const found = spans(text, [mention('learning', 8, 16), mention('machine', 0, 7), mention('ml', 0, 16)]);
  expect(found.map((each) => each.mention?.entity.slug)).toEqual(['ml']);
  expect(found.map((each) => each.text).join('')).toBe(text);
});
