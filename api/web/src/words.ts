// How values of the schema are said to people, on the page and in what other sites embed.

import { date, FORMATS, number } from './messages/formats';
import { type Message, said } from './messages/say';
import { speaking } from './messages/speaking';
import { inWords } from './messages/values';

/** Told apart from what no source says: zero is known. */
export function isKnown<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined;
}

/** A value of an enum, or the name of a type: `OUT_OF_REACH` is “Out of reach”. Of these words, too, each language has its own. */
export function plain(value: string): string {
  return said(inWords(value) as Message);
}

/** Such words within a sentence: small in English, and where nouns are; German writes nouns large. */
export function within(words: string): string {
  return speaking().language === 'de' ? words : words.toLocaleLowerCase(speaking().language);
}

export function percent(share: number): string {
  return number(share, FORMATS.number?.percent);
}

/** A share so small that a whole number of per cent would round it away. */
export function smallPercent(share: number): string {
  const digits = share < 0.0995 ? 1 : 0;
  return number(share, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** The day of a moment where the reader is, or a date as it stands: that is no moment, and the same everywhere. */
export function day(moment: string): string {
  const timeZone = moment.includes('T') ? undefined : 'UTC';
  return date(new Date(moment), { ...FORMATS.date?.medium, timeZone });
}

/** An amount in whole units of a currency of ISO 4217. */
export function money(amount: number, currency: string): string {
  return number(amount, { style: 'currency', currency, maximumFractionDigits: 0 });
}

/** What is known of several things, in one line. */
export function dotted(...parts: (string | null | undefined | false)[]): string {
  return parts.filter(Boolean).join(' · ');
}
