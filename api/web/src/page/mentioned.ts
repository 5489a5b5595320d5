// What was found in a text of somebody, and what they say of it.

import type { UnderstandQuery } from './generated/graphql';

export type Mention = NonNullable<UnderstandQuery['understand']>['mentions'][number];

/** Something that somebody has, wishes for or denies, as they have it: by its slug, once. */
export interface Having {
  slug: string;
  name: string;
  kind: string;
  /** Whether it counts. */
  taken: boolean;
  /** 0 to 1, null for as well as anybody asks for. */
  level: number | null;
  wish: 'KEEP' | 'DROP' | null;
}

/** Each thing once: it counts if it is said anywhere to be there. */
export function havings(mentions: readonly Mention[]): Having[] {
  const found = new Map<string, Having>();
  for (const { entity, stance } of mentions) {
    const before = found.get(entity.slug);
    if (before) before.taken ||= stance === 'HAS';
    else {
      const { slug, name, __typename: kind } = entity;
      found.set(slug, { slug, name, kind: kind.toLowerCase(), taken: stance === 'HAS', level: null, wish: null });
    }
  }
  return [...found.values()];
}

export interface Span {
  text: string;
  mention: Mention | null;
}

/** The text in pieces, those that name something with what it is. Of mentions that lie over each other the first counts. */
export function spans(text: string, mentions: readonly Mention[]): Span[] {
  const letters = Array.from(text); // places are told in code points
  const found: Span[] = [];
  let at = 0;
  for (const mention of [...mentions].sort((one, other) => one.start - other.start || other.end - one.end)) {
    if (mention.start < at) continue;
    if (mention.start > at) found.push({ text: letters.slice(at, mention.start).join(''), mention: null });
    found.push({ text: letters.slice(mention.start, mention.end).join(''), mention });
    at = mention.end;
  }
  if (at < letters.length) found.push({ text: letters.slice(at).join(''), mention: null });
  return found;
}
