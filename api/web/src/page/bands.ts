// How feasible a move is, in a word.

import { say } from '../messages/say';

export const BANDS = ['EASY', 'WITHIN_REACH', 'HARD', 'OUT_OF_REACH'] as const;
export type BandWord = (typeof BANDS)[number];

/** What a band means to somebody who thinks of the move. */
export function bandMeans(band: BandWord): string {
  return {
    EASY: say('Somebody in the one role could do the other soon. About one pair of roles in sixty is so near.'),
    WITHIN_REACH: say('It takes learning, but no leap. About one pair of roles in six is so near, leaving out the easy ones.'),
    HARD: say('It takes much: look at what is missing, at what stands in the way, and at the ways over other roles.'),
    OUT_OF_REACH: say('Hardly anybody could do it from here in one move: look at the ways over other roles.'),
  }[band];
}

/** Those of the bands that are named with commas between them, from easy to out of reach; others are left out. */
export function bandsOf(text: string | null): BandWord[] {
  const named = (text ?? '').split(',');
  return BANDS.filter((band) => named.includes(band));
}
