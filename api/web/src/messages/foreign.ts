import { speaking } from './speaking';

/** Attributes of an element with a text of the data, where that is in another language than the page's own words. */
export function foreign(language: string | null | undefined): { lang?: string; dir?: 'auto' } {
  return language && language !== speaking().language ? { lang: language, dir: 'auto' } : {};
}
