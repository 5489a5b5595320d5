// Pieces of which elements are made.

import { html, nothing, type TemplateResult } from 'lit';

import { say } from '../messages/say';

const SHOWN = 12;

export type Shown = TemplateResult | typeof nothing;

export const quiet = (text: unknown): TemplateResult => html`<span class="quiet">${text}</span>`;

/** A heading with how many there are, the first of them as items, and how many more there are. */
export function list<Item>(
  title: unknown,
  items: readonly Item[],
  item: (each: Item) => unknown,
  total = items.length,
  columns = false,
): TemplateResult {
  return html`
    <h4 part="heading">${title} ${quiet(total)}</h4>
    <ul part="list" class=${columns ? 'columns' : nothing}>
      ${items.slice(0, SHOWN).map((each) => html`<li part="item">${item(each)}</li>`)}
    </ul>
    ${!columns && total > SHOWN ? html`<p class="quiet">${say('and {count, number} more', { count: total - SHOWN })}</p>` : nothing}
  `;
}

/** A figure of 0 to 1 with the word that says what it is, and what that means. */
export function figure(share: number, word: string, means: string): TemplateResult {
  return html`<p><span class="big" part="figure">${say('{share, number, percent}', { share })}</span> ${word} ${quiet(means)}</p>`;
}
