// Names and texts of the data: each says its language where that is another than the element's own words have.

import { html, nothing, type TemplateResult } from 'lit';

import { foreign } from '../messages/foreign';
import { filled } from '../messages/slots';

export interface Named {
  name: string;
  nameLanguage: string;
}

/** A text of the data in its language. */
export function text(words: string, language: string | null | undefined): TemplateResult | string {
  const { lang, dir } = foreign(language);
  return lang ? html`<span lang=${lang} dir=${dir ?? nothing}>${words}</span>` : words;
}

/** What something is called. */
export function name(thing: Named): TemplateResult | string {
  return text(thing.name, thing.nameLanguage);
}

/** What several things are called, with commas between them. */
export function names(things: readonly Named[]): unknown[] {
  return things.map((each, place) => [place ? ', ' : '', name(each)]);
}

/** What is said, with things in its slots. */
export function within(said: string, parts: Readonly<Record<string, unknown>>): unknown[] {
  return filled(said, parts);
}
