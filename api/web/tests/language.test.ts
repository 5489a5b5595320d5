import { afterEach, expect, test, vi } from 'vitest';

import { acceptedIn, chosenIn, inLanguage, wantedIn, withLanguage } from '../src/page/language';

const reads = (...languages: string[]) => vi.stubGlobal('navigator', { languages });
afterEach(() => vi.unstubAllGlobals());

test('the address says what is chosen, in canonical writing; what is no language chooses none', () => {
  expect(['?language=fr', '?q=a&language=de-ch', '', '?language=', '?language=%3Ci%3E', '?language=de_CH'].map(chosenIn)).toEqual([
    'fr',
    'de-CH',
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('what is chosen comes before what the browser wants, and nothing is sent in its place where nothing is chosen', () => {
  reads('de-CH', 'de', 'en');
  expect(wantedIn('?language=de')).toEqual(['de', 'de-CH', 'en']);
  expect(acceptedIn('?language=fr')).toEqual({ 'accept-language': 'fr, de-CH;q=0.9, de;q=0.8, en;q=0.7' });
  expect(wantedIn('?q=fr')).toEqual(['de-CH', 'de', 'en']);
  expect(acceptedIn('?q=fr')).toEqual({});
});

test('more languages than a header ranks are left out at its end', () => {
  reads(...[...Array(12).keys()].map((each) => `a${String.fromCharCode(97 + each)}`));
  expect(acceptedIn('?language=fr')['accept-language']?.split(', ')).toHaveLength(9);
  expect(acceptedIn('?language=fr')['accept-language']?.endsWith(';q=0.2')).toBe(true);
});

test('links keep the chosen language, and one that names another leads to it', () => {
  expect(inLanguage('/role/x', '?q=1&language=fr')).toBe('/role/x?language=fr');
  expect(inLanguage('/move?from=a%2Cb&to=', '?language=fr')).toBe('/move?from=a%2Cb&to=&language=fr');
  expect(inLanguage('/role/x?language=de', '?language=fr')).toBe('/role/x?language=de');
  expect(inLanguage('/role/x', '?q=1')).toBe('/role/x');
  expect(withLanguage('/move?from=a&language=fr', 'de')).toBe('/move?from=a&language=de');
});
