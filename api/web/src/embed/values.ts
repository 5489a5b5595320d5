// What attributes of the elements say, taken apart.

import { inAddress } from '../addresses';

/** Slugs with blanks or commas between them. */
export function slugs(text: string | null): string[] {
  return (text ?? '').split(/[\s,]+/).filter(Boolean);
}

/** Names with commas, semicolons or line ends between them: they may have blanks in them. */
export function names(text: string | null): string[] {
  return (text ?? '')
    .split(/[,;\n]+/)
    .map((each) => each.trim())
    .filter(Boolean);
}

/** A slug as somebody would say it: without its dataset, with blanks. */
export function wordsOf(slug: string): string {
  return (slug.split('/').at(-1) ?? '').replaceAll('-', ' ');
}

/** The part of an address that stands for a type of the schema: groups of roles are groups there. */
export function kindOf(typename: string): string {
  return typename === 'RoleGroup' ? 'group' : typename.toLowerCase();
}

/** Where a name leads: by a pattern such as `/jobs/{slug}`, else to the server's own page. */
export function linked(pattern: string | null, origin: string, kind: string, slug: string): string {
  return (pattern || `${origin}/{kind}/{slug}`).replace('{slug}', () => inAddress(slug)).replace('{kind}', () => kind);
}

/** Up to `most` of a list, from 1 on; `usual` where the attribute says nothing that is a number. */
export function count(text: string | null, usual: number, most: number): number {
  const number = Number.parseInt(text ?? '', 10);
  return Number.isNaN(number) ? usual : Math.max(1, Math.min(most, number));
}

const RIGHT_TO_LEFT = new Set(['Adlm', 'Arab', 'Hebr', 'Nkoo', 'Rohg', 'Syrc', 'Thaa']); // ISO 15924

/** Which way a language is written; from left to right where the tag is none. */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  try {
    return RIGHT_TO_LEFT.has(new Intl.Locale(tag).maximize().script ?? '') ? 'rtl' : 'ltr';
  } catch (error) {
    if (error instanceof RangeError) return 'ltr';
    throw error;
  }
}
