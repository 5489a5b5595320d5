import { expect, test } from 'vitest';

import { asCsv } from '../src/page/csv';

test('columns are all that any row has, in the order in which they are met', () => {
  expect(
    asCsv([
      { a: 1, b: 2 },
      { b: 3, c: 4 },
    ]),
  ).toBe('a,b,c\r\n1,2,\r\n,3,4');
});

test('no rows make no columns', () => expect(asCsv([])).toBe(''));

test('commas, quotes and line breaks are kept, within quotes', () => {
  expect(asCsv([{ a: 'x, y', b: 'say "so"', c: 'one\ntwo', d: 'one\rtwo' }])).toBe('a,b,c,d\r\n"x, y","say ""so""","one\ntwo","one\rtwo"');
});

test('what is unknown is empty; zero and no are not', () => {
  expect(asCsv([{ a: null, b: undefined, c: 0, d: false, e: '' }])).toBe('a,b,c,d,e\r\n,,0,false,');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('the text %j is no formula in a spreadsheet', (text) => {
  expect(asCsv([{ a: text }]).replaceAll('"', '')).toBe(`a\r\n'${text}`);
});

test('a formula that has to be quoted is disarmed within the quotes', () => {
  expect(asCsv([{ a: '=HYPERLINK("http://x","y")' }])).toBe('a\r\n"\'=HYPERLINK(""http://x"",""y"")"');
});

test('a number below zero stays a number', () => expect(asCsv([{ a: -0.5 }])).toBe('a\r\n-0.5'));

test('names of columns are escaped like cells', () => expect(asCsv([{ '=a,b': 1 }])).toBe('"\'=a,b"\r\n1'));
