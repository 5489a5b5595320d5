// What is held and what is needed of a skill, in figures.

import { number } from '../messages/formats';
import { isKnown, percent } from '../words';

export interface Rated {
  level?: number | null;
  levelRating?: number | null;
  importanceRating?: number | null;
}

interface Said {
  what: 'level' | 'importance';
  /** Null where what is held is not rated. */
  held: string | null;
  needed: string;
}

function fixed(rating: number, digits: number): string {
  return number(rating, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** Two ratings with as many digits as tell them apart. */
function apart(what: Said['what'], held: number, needed: number): Said {
  const digits = held !== needed && held.toFixed(1) === needed.toFixed(1) ? 2 : 1;
  return { what, held: fixed(held, digits), needed: fixed(needed, digits) };
}

/**
 * What is held and what is needed, in the publisher's own figures where it gives them: levels, or importance where the
 * target has no level. Null where nothing is rated.
 */
export function compared(held: Rated | null | undefined, needed: Rated): Said | null {
  if (isKnown(needed.levelRating) && isKnown(held?.levelRating)) return apart('level', held.levelRating, needed.levelRating);
  if (isKnown(needed.levelRating) && !isKnown(held?.level)) return { what: 'level', held: null, needed: fixed(needed.levelRating, 1) };
  if (isKnown(needed.level))
    return { what: 'level', held: isKnown(held?.level) ? percent(held.level) : null, needed: percent(needed.level) };
  if (isKnown(needed.importanceRating) && isKnown(held?.importanceRating)) {
    return apart('importance', held.importanceRating, needed.importanceRating);
  }
  return null;
}
