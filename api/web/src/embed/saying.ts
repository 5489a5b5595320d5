// How values of the schema are said in the elements.

import { html, type TemplateResult } from 'lit';

import { type Message, message, said, say } from '../messages/say';

const BANDS: Readonly<Record<string, Message>> = {
  EASY: message('Easy'),
  WITHIN_REACH: message('Within reach'),
  HARD: message('Hard'),
  OUT_OF_REACH: message('Out of reach'),
};

/** How hard a move is, in a word. */
export function band(value: string): TemplateResult {
  const word = BANDS[value];
  return html`<span class="band" part="band" data-band=${value}>${word ? said(word) : value}</span>`;
}

/** What is paid in each period, from `least` to `most`. */
export function paid(period: string, least: string, most: string): string {
  switch (period) {
    case 'HOUR':
      return say('{least} to {most} an hour', { least, most });
    case 'DAY':
      return say('{least} to {most} a day', { least, most });
    case 'MONTH':
      return say('{least} to {most} a month', { least, most });
    default:
      return say('{least} to {most} a year', { least, most });
  }
}
