// What a step of a route takes.

import { plain } from '../../words';

export interface Rung {
  barriers: readonly { kind: string; needed: string; held?: string | null }[];
  unknown: readonly { kind: string }[];
}

const listed = (kinds: readonly { kind: string }[]) => kinds.map((each) => plain(each.kind).toLowerCase()).join(', ');

/** Its main barrier in full, the others by name, and of what nobody says whether it is one. */
export function takes({ barriers, unknown }: Rung): string {
  const [main, ...others] = barriers;
  const silent = unknown.length ? ` Not known: ${listed(unknown)}.` : '';
  if (!main) return `Nothing that is known stands in the way.${silent}`;
  const held = main.held ? `, instead of ${main.held}` : '';
  return `${plain(main.kind)}: ${main.needed}${held}.${others.length ? ` And ${listed(others)}.` : ''}${silent}`;
}
