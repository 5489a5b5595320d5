import { html, nothing, type TemplateResult } from 'lit';

import { say } from '../messages/say';
import { type Question, RolegraphElement } from './element';
import { EmbedLearnDocument, type EmbedLearnQuery, type EmbedLearnQueryVariables } from './generated/graphql';
import { quiet } from './lists';
import { levels } from './transition';
import { count } from './values';

const USUAL = 8;
const MOST = 50;

/** `<rolegraph-learn from="ai-engineer" to="ml-engineer">`: what to learn for a move, what is missing most first. */
export class LearnElement extends RolegraphElement<EmbedLearnQuery, EmbedLearnQueryVariables> {
  static override properties = { ...RolegraphElement.properties, from: {}, to_: { attribute: 'to' }, first: {} };
  declare from: string;
  declare to_: string;
  declare first: string | null;

  override question(): Question<EmbedLearnQuery, EmbedLearnQueryVariables> | null {
    return this.from && this.to_ ? { document: EmbedLearnDocument, variables: { from: this.from, to: this.to_ } } : null;
  }

  override show({ transition: move }: EmbedLearnQuery): TemplateResult {
    const heaviest = Math.max(0.001, ...move.skillGaps.map((each) => each.weight));
    const shown = count(this.first, USUAL, MOST);
    const gap = (
      { weight, skill, importance, closest, source, target }: (typeof move.skillGaps)[number],
      place: number,
    ) => html`<li part="item">
      ${quiet(`${place + 1}.`)} ${this.bar(weight / heaviest, 'lack')} ${this.to('skill', skill)}
      ${levels(source?.levelRating, target.levelRating)}
      ${importance === 'ESSENTIAL' ? quiet(say('essential')) : nothing}
      ${closest ? quiet(say('begin from {skill}', { skill: closest.name })) : nothing}
    </li>`;
    const rest = move.skillGaps.length - shown;
    const wanted = move.qualificationGaps.map(({ name }) => name).join(', ');
    return html`
      <h3 part="title">${say('What to learn next')}</h3>
      <p class="quiet">${this.to('role', move.from)} → ${this.to('role', move.to)}</p>
      <ol part="list">${move.skillGaps.slice(0, shown).map(gap)}</ol>
      ${rest > 0 ? html`<p class="quiet">${say('and {count, number} more', { count: rest })}</p>` : nothing}
      ${move.skillGaps.length ? nothing : html`<p>${say('No skill is missing, as far as is known.')}</p>`}
      ${wanted ? html`<p>${say('And to get: {what}.', { what: wanted })}</p>` : nothing}
    `;
  }
}
