// Which language is spoken, and what it says.

import type { CompiledMessage } from 'icu-minify/format';

/** What a language says, by the English text as the build left it: a text, or the JSON of what it became. */
export type Catalog = Readonly<Record<string, CompiledMessage>>;

interface Speaking {
  /** A BCP 47 tag. */
  language: string;
  catalog: Catalog;
}

let now: Speaking = { language: 'en', catalog: {} };
const listeners = new Set<() => void>();

export function speaking(): Speaking {
  return now;
}

/** The language in which the server is to say its sentences; undefined for English, in which it says them unasked. */
export function sentencesIn(): string | undefined {
  return now.language === 'en' ? undefined : now.language;
}

/** Speak another language from now on. English needs no catalog. */
export function speak(language: string, catalog: Catalog = {}): void {
  now = { language, catalog };
  for (const listener of listeners) listener();
}

/** Do what says something in a language, whatever is spoken else. What it leaves for later is not said in that. */
export function speakFor<Made>(language: string, catalog: Catalog, work: () => Made): Made {
  const before = now;
  now = { language, catalog };
  try {
    return work();
  } finally {
    now = before;
  }
}

/** Be told of every change; returns what ends that. */
export function onSpeaking(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
