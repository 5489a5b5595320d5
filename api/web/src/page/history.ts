// Going on and going back: where one was on a view one finds again, and a new view begins at its top.

const KEPT = 'rolegraph:scrolled'; // in the session's storage: pixels by entry of the history
const PATIENCE = 10_000; // milliseconds that a view may take until it is as long as it was

type Positions = Record<string, number>;

let entry = '';
let path = '';
let restoring: (() => void) | undefined;
let went = false;

/** Whether the reader went from view to view since the page was loaded. */
export function hasGone(): boolean {
  return went;
}

function kept(): Positions {
  const text = window.sessionStorage.getItem(KEPT);
  return text ? (JSON.parse(text) as Positions) : {};
}

function keep(): void {
  if (!restoring) window.sessionStorage.setItem(KEPT, JSON.stringify({ ...kept(), [entry]: Math.round(window.scrollY) }));
}

function entryOf(state: unknown): string {
  return (state as { entry?: string } | null)?.entry ?? 'first';
}

/** Scrolls there as soon as the view is long enough, unless the reader scrolls first. */
function restore(to: number): void {
  restoring?.();
  const reach = () => {
    window.scrollTo(0, to);
    if (Math.abs(window.scrollY - to) < 2) end();
  };
  const grown = new ResizeObserver(reach);
  const timer = setTimeout(() => end(), PATIENCE);
  const ends = ['wheel', 'touchmove', 'keydown', 'pointerdown'];
  const end = () => {
    grown.disconnect();
    clearTimeout(timer);
    for (const each of ends) window.removeEventListener(each, end);
    restoring = undefined;
  };
  restoring = end;
  for (const each of ends) window.addEventListener(each, end, { passive: true });
  grown.observe(document.body);
}

/** Takes over from the browser, which looks for the place before there is anything. Wouter tells of each new entry. */
export function rememberPlaces(): void {
  window.history.scrollRestoration = 'manual';
  entry = entryOf(window.history.state);
  path = window.location.pathname;
  restore(kept()[entry] ?? 0);
  window.addEventListener('scroll', keep, { passive: true });
  window.addEventListener('pushState', () => {
    went = true;
    restoring?.();
    entry = crypto.getRandomValues(new Uint32Array(2)).join('');
    window.history.replaceState({ ...(window.history.state as object | null), entry }, '');
    if (window.location.pathname !== path) window.scrollTo(0, 0);
    path = window.location.pathname;
  });
  window.addEventListener('popstate', ({ state }) => {
    went = true;
    entry = entryOf(state);
    path = window.location.pathname;
    restore(kept()[entry] ?? 0);
  });
}
