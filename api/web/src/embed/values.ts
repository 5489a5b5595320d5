// What attributes of the elements say, taken apart.

import { inAddress } from '../addresses';

/** Slugs with blanks or commas between them. */
export function slugs(text: string | null): string[] {
  return (text ?? '').split(/[\s,]+/).filter(Boolean);
}

/** Where a name leads: by a pattern such as `/jobs/{slug}`, else to the server's own page. */
export function linked(pattern: string | null, origin: string, kind: string, slug: string): string {
  return (pattern || `${origin}/{kind}/{slug}`).replace('{slug}', () => inAddress(slug)).replace('{kind}', () => kind);
}
