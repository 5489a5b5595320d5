// The language of an element: that of its own words, of dates and numbers, and in which names are asked for.

import { bundled } from 'virtual:catalogs';

import { best } from '../messages/languages';
import { speakFor } from '../messages/speaking';

const OWN: readonly string[] = ['en', ...Object.keys(bundled)];

/** What the nearest `lang` says, of an element or of what it stands in, through shadow roots; empty where nothing does. */
export function languageAt(element: Element): string {
  let at: Element | undefined = element;
  while (at) {
    const found: Element | null = at.closest('[lang]');
    if (found) return found.getAttribute('lang') ?? '';
    const root: Node = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : undefined;
  }
  return '';
}

/** Do what says something, in a language: where there are no words of it, in the next that the browser wants. */
export function speakingAs<Made>(language: string, work: () => Made): Made {
  const spoken = best(language ? [language, ...navigator.languages] : navigator.languages, OWN, 'en');
  return speakFor(spoken, bundled[spoken] ?? {}, work);
}

interface Listening extends Element {
  requestUpdate(): void;
}

const listening = new Set<Listening>();
let observer: MutationObserver | undefined;

/** Have an element drawn anew whenever a `lang` of the document changes; returns what ends that. */
export function onLanguage(element: Listening): () => void {
  observer ??= new MutationObserver(() => {
    for (const each of listening) each.requestUpdate();
  });
  observer.observe(document, { subtree: true, attributes: true, attributeFilter: ['lang'] });
  listening.add(element);
  return () => {
    listening.delete(element);
    if (!listening.size) observer?.disconnect();
  };
}
