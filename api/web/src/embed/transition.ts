import { html, nothing, type TemplateResult } from 'lit';

import { say } from '../messages/say';
import { slot } from '../messages/slots';
import { within as inSentence, isKnown, plain } from '../words';
import { type Question, RolegraphElement } from './element';
import { EmbedTransitionDocument, type EmbedTransitionQuery, type EmbedTransitionQueryVariables } from './generated/graphql';
import { figure, list, quiet, type Shown } from './lists';
import { band } from './saying';
import { name, within } from './told';

/** `<rolegraph-transition from="ai-engineer" to="ml-engineer">`: how feasible a move is, and what is missing. */
export class TransitionElement extends RolegraphElement<EmbedTransitionQuery, EmbedTransitionQueryVariables> {
  static override properties = { ...RolegraphElement.properties, from: {}, to_: { attribute: 'to' } };
  declare from: string;
  declare to_: string;

  override question(): Question<EmbedTransitionQuery, EmbedTransitionQueryVariables> | null {
    return this.from && this.to_
      ? { document: EmbedTransitionDocument, variables: { from: this.from, to: this.to_, language: this.sentences } }
      : null;
  }

  override show({ transition: move }: EmbedTransitionQuery): TemplateResult {
    const heaviest = Math.max(0.001, ...[...move.transferableSkills, ...move.skillGaps].map((each) => each.weight));
    const barrier = ({ kind, needed, held }: (typeof move.barriers)[number]) =>
      html`<li part="item"><strong>${plain(kind)}</strong> ${needed} ${held ? quiet(say('held: {held}', { held })) : nothing}</li>`;
    const gap = ({ weight, skill, source, target, closest }: (typeof move.skillGaps)[number]) => [
      html`${this.bar(weight / heaviest, 'lack')} ${this.named('skill', skill)} ${levels(source?.levelRating, target.levelRating)} `,
      closest ? quiet(within(say('near {skill}', { skill: slot('skill') }), { skill: name(closest) })) : nothing,
    ];
    const unknown = move.unknown.map(({ kind }) => inSentence(plain(kind))).join(', ');
    const unsaid = move.unknownSkills.length;
    if (move.from.slug === move.to.slug)
      return html`
        <h3 part="title">${this.named('role', move.from)} → ${this.named('role', move.to)}</h3>
        <p>${say('This move leads to where it begins. Choose another role to see what it takes to become that.')}</p>
      `;
    return html`
      <h3 part="title">${this.named('role', move.from)} → ${this.named('role', move.to)}</h3>
      <p>${band(move.band)}</p>
      ${figure(move.feasibility, say('feasible'), say('how likely somebody in the one role could do the other soon'))}
      ${figure(move.likeness, say('related'), say('how much the two are alike, whichever way one goes'))}
      <h4 part="heading">${say('What stands in the way')}</h4>
      <ul part="list">${move.barriers.map(barrier)}</ul>
      ${move.barriers.length ? nothing : html`<p class="quiet">${say('Nothing that is known.')}</p>`}
      ${unknown ? html`<p class="quiet">${say('Not known: {what}.', { what: unknown })}</p>` : nothing}
      <div class="columns">
        <div>${list(say('Carries over'), move.transferableSkills, ({ weight, skill }) => html`${this.bar(weight / heaviest)} ${this.named('skill', skill)}`)}</div>
        <div>
          ${list(say('Missing'), move.skillGaps, gap)}
          ${unsaid ? html`<p class="quiet">${say('Of {count, number} more no source says whether they are held.', { count: unsaid })}</p>` : nothing}
        </div>
      </div>
    `;
  }
}

function levels(held: number | null | undefined, needed: number | null | undefined): Shown {
  return isKnown(held) && isKnown(needed)
    ? quiet(say('level {held, number, tenths} → {needed, number, tenths}', { held, needed }))
    : nothing;
}
