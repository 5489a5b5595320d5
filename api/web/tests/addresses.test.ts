import { expect, test } from 'vitest';

import { address, isElsewhere, path, prefixOf } from '../src/addresses';
import { linked, slugs } from '../src/embed/values';

test('the slash of a dataset stays one in an address, all else is escaped', () => {
  expect(path('role', 'esco/data-scientist')).toBe('/role/esco/data-scientist');
  expect(path('skill', 'a/c#?&%')).toBe('/skill/a/c%23%3F%26%25');
});

test('parameters that are empty are left out of an address', () => {
  expect(address('/move', { from: 'a b', to: '', kind: undefined })).toBe('/move?from=a+b');
  expect(address('/move', { from: undefined })).toBe('/move');
});

test.each([
  ['/static/assets/page-1.js', '/role/x', ''],
  ['/careers/static/assets/page-1.js', '/careers/role/x', '/careers'],
  ['/careers/static/assets/page-1.js', '/careers', '/careers'],
  ['/en/careers/static/assets/page-1.js', '/en/careers/', '/en/careers'],
  ['/careers/static/assets/page-1.js', '/role/x', ''],
  ['/careers/static/assets/page-1.js', '/careersandmore', ''],
  ['/src/prefix.ts', '/role/x', ''],
])('the script %s on the page %s has the prefix “%s”', (script, page, prefix) =>
  expect(prefixOf(`https://site.example${script}`, page)).toBe(prefix),
);

test.each(['https://example.org', 'HTTP://example.org'])('%s leads elsewhere', (url) => expect(isElsewhere(url)).toBe(true));

test.each(['javascript:alert(1)', ' https://example.org', '//example.org', 'data:text/html,x', '', null, undefined])(
  '%s is no address of another site',
  (url) => expect(isElsewhere(url)).toBe(false),
);

test('slugs of an attribute stand between blanks, commas, or both', () => {
  expect(slugs(' ai-engineer, ml-engineer\n onet/clerks,,')).toEqual(['ai-engineer', 'ml-engineer', 'onet/clerks']);
  expect(slugs('')).toEqual([]);
  expect(slugs(null)).toEqual([]);
});

test('a name leads to the server, or where a pattern says', () => {
  expect(linked(null, 'https://api.example', 'role', 'esco/x y')).toBe('https://api.example/role/esco/x%20y');
  expect(linked('', 'https://api.example', 'role', 'x')).toBe('https://api.example/role/x');
  expect(linked(null, 'https://site.example/careers', 'role', 'x')).toBe('https://site.example/careers/role/x');
  expect(linked('/jobs/{slug}', 'https://api.example', 'role', 'esco/x')).toBe('/jobs/esco/x');
  expect(linked('/{kind}?id={slug}', 'https://api.example', 'tool', '$&')).toBe('/tool?id=%24%26');
});
