// A figure taken apart into what adds up to it.

import { FORMATS, number } from '../../messages/formats';
import { type Message, message, said } from '../../messages/say';
import { plain } from '../../words';

export interface Factor {
  kind: string;
  /** 0 to 1: how far it is met. */
  score: number;
  weight: number;
  contribution: number;
  explanation: string;
}

const BARRIERS = ['PREPARATION', 'EDUCATION', 'EXPERIENCE', 'TRAINING', 'LICENCE'];
const NAMES: Record<string, Message> = {
  MEANING: message('What the roles are about'),
  WORK: message('Words of the work'),
  NAMES: message('What they are called'),
  RATINGS: message('What one has to know'),
  LEVELS: message('Levels of skills'),
  GROUPS: message('Place in the classification'),
  UNKNOWN: message('Not known of both'),
  SIMILARITY: message('The same role'),
};

export function factorName(kind: string): string {
  const name = NAMES[kind];
  return name ? said(name) : plain(kind);
}

export function points(share: number): string {
  return number(100 * share, FORMATS.number?.tenths);
}

/** Levels are a reason and, after all reasons, a barrier; the other kinds are one of the two. */
function isBarrier(each: Factor, place: number, factors: readonly Factor[]): boolean {
  return BARRIERS.includes(each.kind) || (each.kind === 'LEVELS' && factors.findIndex((other) => other.kind === 'LEVELS') < place);
}

/**
 * The server gives barriers a part of all weight, at nothing; without that part the reasons would add up to the figure
 * before barriers, and each barrier takes its part of that. `counts`, `has` and `takes` are parts of the whole figure's
 * scale, `widest` the longest track of all. What weighs most comes first.
 */
export function takenApart(factors: readonly Factor[], total: number) {
  const heaviest = (one: Factor, other: Factor) => other.weight - one.weight;
  const barriers = factors.filter(isBarrier).sort(heaviest);
  const reasons = factors.filter((...each) => !isBarrier(...each)).sort(heaviest);
  const left = 1 - barriers.reduce((sum, each) => sum + each.weight, 0);
  const before = total / left;
  const counted = reasons.map((each) => ({ ...each, counts: each.weight / left, has: each.contribution / left }));
  const taking = barriers.map((each) => ({ ...each, takes: each.weight * before }));
  const widest = Math.max(...counted.map((each) => each.counts), ...taking.map((each) => each.takes));
  return { reasons: counted, barriers: taking, before, widest };
}
