import { createElement, Fragment, type ReactNode, useSyncExternalStore } from 'react';

import { sayParts } from './say';
import { onSpeaking, speaking } from './speaking';

type Inside = (words: ReactNode) => ReactNode;

/** A text with elements in it: `<a>…</a>` in the text is what the function `a` makes of the words inside. */
export function sayWith(text: string, values: Record<string, string | number | Date | Inside>): ReactNode {
  const inside = Object.entries(values).map(([name, value]) => {
    return [name, typeof value === 'function' ? (words: ReactNode[]) => value(together(words)) : value] as const;
  });
  return together(sayParts<ReactNode>(text, Object.fromEntries(inside) as Parameters<typeof sayParts<ReactNode>>[1]));
}

function together(pieces: readonly ReactNode[]): ReactNode {
  return pieces.length === 1 ? pieces[0] : createElement(Fragment, null, ...pieces);
}

/** The language of the page's own words; whoever has it is drawn anew, with all below, when it changes. */
export function useLanguage(): string {
  return useSyncExternalStore(onSpeaking, () => speaking().language);
}
