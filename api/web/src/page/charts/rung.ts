// What a step of a route takes.

import { say } from '../../messages/say';
import { plain, within } from '../../words';

export interface Rung {
  barriers: readonly { kind: string; isGate?: boolean; needed: string; held?: string | null }[];
  unknown: readonly { kind: string }[];
}

const listed = (kinds: readonly { kind: string }[]) => kinds.map((each) => within(plain(each.kind))).join(', ');

/** Its main barrier in full, what one cannot begin without before all else, the others by name, and what is unknown. */
export function takes({ barriers, unknown }: Rung): string {
  const [main, ...others] = [...barriers].sort((one, other) => Number(other.isGate ?? false) - Number(one.isGate ?? false));
  const silent = unknown.length ? say('Not known: {kinds}.', { kinds: listed(unknown) }) : '';
  if (!main) return [say('Nothing that is known stands in the way.'), silent].filter(Boolean).join(' ');
  const told = { kind: plain(main.kind), needed: main.needed };
  const first = main.held ? say('{kind}: {needed}, instead of {held}.', { ...told, held: main.held }) : say('{kind}: {needed}.', told);
  const gate = main.isGate ? say('One cannot begin without it.') : '';
  return [first, gate, others.length ? say('And {kinds}.', { kinds: listed(others) }) : '', silent].filter(Boolean).join(' ');
}
