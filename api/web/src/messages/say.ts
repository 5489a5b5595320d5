// What is said to people, in their language. Sources hold the English text, in ICU MessageFormat, and nothing else does:
//
//     say('Data')
//     say('{count, plural, one {# skill} other {# skills}}', { count })
//     say('{share, number, percent} of what {role} asks for', { share, role: role.name })
//     sayWith('Every figure comes from the <a>public API</a>.', { a: (words) => <a href="/graphql">{words}</a> })   // React: with.ts
//     const MEANS = { EASY: message('Most people could') };  said(MEANS[band])                              // said later
//
// The text stands there as it is, not in a variable, so that it can be found. What other languages say for it is in a file
// beside this one, called by its BCP 47 tag: `de.json`, `{"Data": "Daten"}`. A text that is lacking is said in English. The
// build turns all of them into what `icu-minify` formats; where it did not, texts with placeholders fail.

import format, { type CompiledMessage, type FormatValues } from 'icu-minify/format';

import { FORMATS, formatters } from './formats';
import { speaking } from './speaking';

declare const later: unique symbol;
/** A text that is said later, for tables of them. */
export type Message = string & { readonly [later]: true };

/** A text, or what the build made of it. */
type Built = string | Exclude<CompiledMessage, string>;
type Values<Made> = FormatValues<Made>;

function formatted<Made>(text: Built, values?: Values<Made>): string | Made | (string | Made)[] {
  const { language, catalog } = speaking();
  const told = catalog[typeof text === 'string' ? text : JSON.stringify(text)];
  return format<Made>(told ?? text, told === undefined ? 'en' : language, values, { formats: FORMATS, formatters });
}

/** A text, with numbers, dates and names in their places. */
export function say(text: string, values?: Record<string, string | number | Date>): string {
  return formatted<string>(text, values) as string;
}

/** A text as its pieces, with `<name>…</name>` in it made by the function of that name. */
export function sayParts<Made>(text: string, values: Values<Made>): (string | Made)[] {
  const made = formatted(text, values);
  return Array.isArray(made) ? made : [made];
}

/** Marks a text that `said` says. */
export function message(text: string): Message {
  return text as Message;
}

/** A text that `message` marked. */
export function said(text: Message, values?: Record<string, string | number | Date>): string {
  return formatted<string>(text, values) as string;
}
