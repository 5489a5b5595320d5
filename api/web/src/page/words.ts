// How values of the schema are said to people.

export function plain(value: string): string {
  const words = value.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

/** A share so small that a whole number of per cent would round it away. */
export function smallPercent(share: number): string {
  return `${(share * 100).toFixed(share < 0.0995 ? 1 : 0)}%`;
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}

export function day(date: string): string {
  return new Date(date).toLocaleDateString('en', { year: 'numeric', month: 'short', day: 'numeric' });
}

/** A slug as part of an address: the slash of a dataset stays one. */
export function path(kind: string, slug: string): string {
  return `/${kind}/${slug.split('/').map(encodeURIComponent).join('/')}`;
}

export function address(view: string, parameters: Record<string, string | undefined>): string {
  const given = Object.entries(parameters).filter((each): each is [string, string] => Boolean(each[1]));
  return given.length ? `${view}?${new URLSearchParams(given).toString()}` : view;
}

export const BANDS = ['EASY', 'WITHIN_REACH', 'HARD', 'OUT_OF_REACH'] as const;
export type Band = (typeof BANDS)[number];

/** What a band means to somebody who thinks of the move. */
export const BAND_MEANS: Record<Band, string> = {
  EASY: 'Somebody in the one role could do the other soon. About one pair of roles in thirty is so near.',
  WITHIN_REACH: 'It takes learning, but no leap. About one pair of roles in eight is so near, leaving out the easy ones.',
  HARD: 'It takes much: look at what is missing, at what stands in the way, and at the ways over other roles.',
  OUT_OF_REACH: 'Hardly anybody could do it from here in one move: look at the ways over other roles.',
};

const FACTORS: Record<string, string> = {
  MEANING: 'What the roles are about',
  WORK: 'Words of the work',
  NAMES: 'What they are called',
  RATINGS: 'What one has to know',
  LEVELS: 'Levels of skills',
  GROUPS: 'Place in the classification',
  UNKNOWN: 'Not known of both',
  SIMILARITY: 'The same role',
};

export function factorName(kind: string): string {
  return FACTORS[kind] ?? plain(kind);
}
