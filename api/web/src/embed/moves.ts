import { html, nothing, type TemplateResult } from 'lit';

import { say } from '../messages/say';
import { type Question, RolegraphElement } from './element';
import { EmbedMovesDocument, type EmbedMovesQuery, type EmbedMovesQueryVariables } from './generated/graphql';
import { quiet } from './lists';
import { band } from './saying';
import { count } from './values';

const USUAL = 10;
const MOST = 50;

/** `<rolegraph-moves from="ai-engineer" first="5">`: where one gets most easily from a role. */
export class MovesElement extends RolegraphElement<EmbedMovesQuery, EmbedMovesQueryVariables> {
  static override properties = { ...RolegraphElement.properties, from: {}, first: {}, inDataset: { attribute: 'in-dataset' } };
  declare from: string;
  declare first: string | null;
  declare inDataset: string | null;

  override question(): Question<EmbedMovesQuery, EmbedMovesQueryVariables> | null {
    const { from, inDataset } = this;
    return from
      ? {
          document: EmbedMovesDocument,
          variables: { from, first: count(this.first, USUAL, MOST), dataset: inDataset || null, language: this.sentences },
        }
      : null;
  }

  override missing({ role }: EmbedMovesQuery): string | null {
    return role ? null : this.from;
  }

  override show({ role, transitions }: EmbedMovesQuery): TemplateResult {
    if (!role) return html``;
    const move = ({ to, band: word, feasibility, barriers }: (typeof transitions.nodes)[number]) => html`<li part="item">
      ${this.bar(feasibility)} ${this.named('role', to)} ${band(word)}
      ${barriers.length ? quiet(say('in the way: {what}', { what: barriers.map(({ needed }) => needed).join(', ') })) : nothing}
    </li>`;
    return html`
      <h3 part="title">${say('Best moves from')} ${this.named('role', role)}</h3>
      <ul part="list">${transitions.nodes.map(move)}</ul>
      ${transitions.nodes.length ? nothing : html`<p class="quiet">${say('No move from here is known.')}</p>`}
    `;
  }
}
