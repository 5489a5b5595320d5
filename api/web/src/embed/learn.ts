import { html, nothing, type TemplateResult } from 'lit';

import { isElsewhere } from '../addresses';
import { say } from '../messages/say';
import { slot } from '../messages/slots';
import { isKnown } from '../words';
import { type Question, RolegraphElement } from './element';
import { EmbedLearnDocument, type EmbedLearnQuery, type EmbedLearnQueryVariables } from './generated/graphql';
import { quiet, type Shown } from './lists';
import { name, names, within } from './told';
import { count } from './values';

const USUAL = 8;
const MOST = 50;

type Step = EmbedLearnQuery['learningPlan']['steps'][number];

/** `<rolegraph-learn from="ai-engineer" to="ml-engineer">`: what to learn for a move, in an order, and where. */
export class LearnElement extends RolegraphElement<EmbedLearnQuery, EmbedLearnQueryVariables> {
  static override properties = { ...RolegraphElement.properties, from: {}, to_: { attribute: 'to' }, first: {} };
  declare from: string;
  declare to_: string;
  declare first: string | null;

  override question(): Question<EmbedLearnQuery, EmbedLearnQueryVariables> | null {
    const variables = { from: this.from, to: this.to_, first: count(this.first, USUAL, MOST) };
    return this.from && this.to_ ? { document: EmbedLearnDocument, variables } : null;
  }

  override show({ learningPlan: plan }: EmbedLearnQuery): TemplateResult {
    const { from, to, coverage, coverageAfter, effort, steps, transition } = plan;
    const wanted = transition?.qualificationGaps ?? [];
    const held = isKnown(coverage) && isKnown(coverageAfter);
    return html`
      <h3 part="title">${say('What to learn next')}</h3>
      <p class="quiet">${from ? this.named('role', from) : nothing} → ${this.named('role', to)}</p>
      ${
        held && steps.length
          ? html`<p>${say('{before, number, percent} of what it takes is there; with all of this {after, number, percent}.', { before: coverage, after: coverageAfter })}</p>`
          : nothing
      }
      ${effort ? html`<p class="quiet">${hours(effort)}</p>` : nothing}
      <ol part="list">${steps.map((each) => this.rung(each))}</ol>
      ${steps.length ? nothing : html`<p>${say('No skill is missing, as far as is known.')}</p>`}
      ${wanted.length ? html`<p>${within(say('And to get: {what}.', { what: slot('what') }), { what: names(wanted) })}</p>` : nothing}
    `;
  }

  private rung({ place, skill, tool, importance, missing, closest, suggested, takenIn }: Step): TemplateResult {
    const thing = skill ?? tool;
    const kind = skill ? 'skill' : 'tool';
    return html`<li part="item">
      ${quiet(`${place}.`)} ${this.bar(missing, 'lack')} ${thing ? this.named(kind, thing) : nothing}
      ${importance === 'ESSENTIAL' ? quiet(say('essential')) : nothing}
      ${closest ? quiet(within(say('begin from {skill}', { skill: slot('skill') }), { skill: name(closest) })) : nothing}
      ${isKnown(takenIn) ? quiet(say('with step {place, number}', { place: takenIn })) : where(suggested)}
    </li>`;
  }
}

/** Where it is taught: with a link, if the record has one to the web. */
function where(suggested: Step['suggested']): Shown {
  if (!suggested) return nothing;
  const { url, provider } = suggested.resource;
  const said = [name(suggested.resource), provider ? `, ${provider}` : ''];
  return html`<span part="resource">${isElsewhere(url) ? html`<a part="link" href=${url} rel="noreferrer">${said}</a>` : said}</span>`;
}

function hours({ minimumHours: least, maximumHours: most }: { minimumHours: number; maximumHours: number }): string {
  return least === most
    ? say('About {most, plural, one {# hour} other {# hours}}.', { most: Math.round(most) })
    : say('About {least, number, integer} to {most, number, integer} hours.', { least, most });
}
