// Light, dark, or as the system has it. The choice is kept in the browser.

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
const KEY = 'rolegraph:theme';

export function theme(): Theme {
  const kept = window.localStorage.getItem(KEY);
  return THEMES.find((each) => each === kept) ?? 'auto';
}

export function applyTheme(chosen: Theme = theme()): void {
  window.localStorage.setItem(KEY, chosen);
  document.documentElement.dataset.theme = chosen;
}
