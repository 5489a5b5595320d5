// When the reader was here last, by the revision that was served then: kept in this browser, and told to nobody.

const KEPT = 'rolegraph:visited';
const BEFORE = 'rolegraph:visited-before'; // for the time of this session

export interface Visit {
  number: number;
  digest: string;
  /** When it was, as a moment of ISO 8601. */
  at: string;
}

function read(storage: Storage, key: string): Visit | null {
  try {
    const found = JSON.parse(storage.getItem(key) ?? 'null') as Partial<Visit> | null;
    return typeof found?.number === 'number' && typeof found.digest === 'string' && typeof found.at === 'string' ? (found as Visit) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The visit before this session, null if there was none, or it was of a history that is no more. */
export function lastVisit(known: readonly { number: number; digest: string }[]): Visit | null {
  const visit = read(window.sessionStorage, BEFORE) ?? read(window.localStorage, KEPT);
  const same = known.find(({ number }) => number === visit?.number);
  return visit && same?.digest === visit.digest ? visit : null;
}

/** Note that the reader has seen this revision. */
export function seen({ number, digest }: { number: number; digest: string }): void {
  const before = window.sessionStorage.getItem(BEFORE) ?? window.localStorage.getItem(KEPT) ?? 'null';
  window.sessionStorage.setItem(BEFORE, before);
  const now: Visit = { number, digest, at: new Date().toISOString() };
  window.localStorage.setItem(KEPT, JSON.stringify(now));
}
