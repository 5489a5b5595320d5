// Of which revision answers are, so that nothing of an older one stands beside what a newer one says.

import { useSyncExternalStore } from 'react';

interface Served {
  number: number;
  digest: string;
}

let newest: Served | undefined;
const listeners = new Set<() => void>();

/** The revision that an answer is of, undefined where it does not say so or nothing is loaded. */
export function servedIn(answer: unknown): Served | undefined {
  return (answer as { revisions?: { nodes: readonly Served[] } } | null | undefined)?.revisions?.nodes[0];
}

/** Note that there is an answer of this revision. Numbers only grow; one that is there anew has another digest. */
export function met(served: Served | undefined): void {
  if (!served || served.digest === newest?.digest || (newest && served.number < newest.number)) return;
  newest = served;
  for (const listener of listeners) listener();
}

/** The digest of the newest revision that any answer was of. */
export function useNewest(): string | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => newest?.digest,
  );
}
