// Roles that somebody has put aside to compare: kept in this browser, and given on in the address of their comparison.

import { useSyncExternalStore } from 'react';

import type { Named } from './parts/links';

const KEY = 'rolegraph:tray';
export const MOST = 8; // that the server compares at once

let held: readonly Named[] = read();
const listeners = new Set<() => void>();

/** What is kept; nothing where another program wrote something else there. */
function read(): readonly Named[] {
  try {
    const kept: unknown = JSON.parse(window.localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isNamed).slice(0, MOST) : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

function isNamed(thing: unknown): thing is Named {
  const { slug, name } = (thing ?? {}) as Partial<Named>;
  return typeof slug === 'string' && typeof name === 'string';
}

export function keep(roles: readonly Named[]): void {
  held = roles.slice(0, MOST).map(({ slug, name }) => ({ slug, name }));
  window.localStorage.setItem(KEY, JSON.stringify(held));
  for (const listener of listeners) listener();
}

/** Puts a role in, or takes it out if it is there. */
export function toggle(role: Named): void {
  const others = held.filter((each) => each.slug !== role.slug);
  keep(others.length < held.length ? others : [...held, role]);
}

function listen(listener: () => void): () => void {
  const heard = (event: StorageEvent) => {
    if (event.key !== KEY) return;
    held = read();
    listener();
  };
  listeners.add(listener);
  window.addEventListener('storage', heard); // another tab put one in
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', heard);
  };
}

export function useTray(): readonly Named[] {
  return useSyncExternalStore(listen, () => held);
}
