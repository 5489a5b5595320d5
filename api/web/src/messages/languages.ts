// Which languages the page speaks, and which of them a reader gets.

import { catalogs } from 'virtual:catalogs';

import { speak, speaking } from './speaking';

/** The languages that the page has words for: English, and those that have a file. */
export const OWN: readonly string[] = ['en', ...Object.keys(catalogs)];

/** A BCP 47 tag in its canonical writing, undefined for what is none. */
export function tagOf(text: string | null | undefined): string | undefined {
  try {
    return text ? Intl.getCanonicalLocales(text)[0] : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The first language wanted that is there: as it is, as what it is a special case of (RFC 4647, 3.4), else `otherwise`. */
export function best(wanted: readonly string[], there: readonly string[], otherwise: string): string {
  for (const each of wanted) {
    const parts = (tagOf(each) ?? '').split('-');
    for (let length = parts.length; length > 0; length--) {
      const found = there.find((known) => known === parts.slice(0, length).join('-'));
      if (found) return found;
    }
  }
  return otherwise;
}

let wanted = 'en'; // the last language that was wanted: what comes later for an earlier one is not spoken any more

/** Speak the first of these languages that the page has words for, else English. Done when its words are there. */
export async function speakBest(languages: readonly string[]): Promise<void> {
  const language = best(languages, OWN, 'en');
  wanted = language;
  if (language === speaking().language) return;
  try {
    const words = await catalogs[language]?.();
    if (language === wanted) speak(language, words?.default);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // else its file could not be had: what is spoken now goes on
    console.error(`The words of ${language} could not be loaded.`, error);
  }
}

/** Which way a language is written. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  const locale = new Intl.Locale(language).maximize();
  return RIGHT_TO_LEFT.has(locale.script ?? '') ? 'rtl' : 'ltr';
}

// `Intl.Locale.getTextInfo` says this, and is not in every browser yet. ISO 15924; those that Unicode writes so today.
const RIGHT_TO_LEFT = new Set(['Adlm', 'Arab', 'Aran', 'Hebr', 'Mand', 'Mend', 'Nkoo', 'Rohg', 'Samr', 'Syrc', 'Thaa', 'Yezi']);

/** What a language calls itself: “français”; its tag where nobody knows. */
export function itsOwnName(language: string): string {
  return new Intl.DisplayNames([language, 'en'], { type: 'language' }).of(language) ?? language;
}
