// How things of several publishers are called side by side: each in sentence case, datasets by a short name.

import { list } from '../messages/formats';

/** A name as it begins a line. ESCO writes its names small; what is written with care (iOS, eBay, mRNA) stays as it is. */
export function cased(name: string): string {
  const [first = '', second = ''] = name;
  return second === second.toLowerCase() ? first.toLocaleUpperCase() + name.slice(first.length) : name;
}

const SHORT = 16; // letters of what stands before a colon and is a name by itself

/** “ESCO” of “ESCO: European Skills, Competences …”; a title without such a beginning is short enough. */
export function shortly(title: string): string {
  const [before = '', after] = title.split(':', 2);
  return after !== undefined && before.length <= SHORT ? before : title;
}

/** Names as one lists them in a sentence: `a, b and c`. */
export function listed(names: readonly string[]): string {
  return list(names);
}
