import { html, nothing, type TemplateResult } from 'lit';

import { say } from '../messages/say';
import { slot } from '../messages/slots';
import { type Question, RolegraphElement } from './element';
import { EmbedMatchDocument, type EmbedMatchQuery, type EmbedMatchQueryVariables } from './generated/graphql';
import { quiet } from './lists';
import { name, names as toldNames, within } from './told';
import { count, names } from './values';

const USUAL = 5;
const MOST = 50;

/** `<rolegraph-match skills="Python, statistics">`: which roles fit what somebody knows. It is asked with POST. */
export class MatchElement extends RolegraphElement<EmbedMatchQuery, EmbedMatchQueryVariables> {
  static override properties = { ...RolegraphElement.properties, skills: {}, first: {} };
  declare skills: string | null;
  declare first: string | null;

  override question(): Question<EmbedMatchQuery, EmbedMatchQueryVariables> | null {
    const skills = names(this.skills);
    if (!skills.length) return null;
    const variables = { skills, first: count(this.first, USUAL, MOST) };
    return { document: EmbedMatchDocument, variables, discreet: true };
  }

  private take(event: SubmitEvent): void {
    event.preventDefault();
    const typed = this.shadowRoot?.querySelector('input')?.value ?? '';
    this.skills = typed;
    this.tell('change', { skills: names(typed) });
  }

  protected override render(): TemplateResult {
    const shown = this.problem !== null ? this.failed(this.problem) : this.data === null ? nothing : this.show(this.data);
    return this.box(html`
      <h3 part="title">${say('Which roles fit what you know?')}</h3>
      <form @submit=${this.take}>
        <label>
          ${say('Skills and tools, with commas between them')}
          <input part="input" name="skills" autocomplete="off" .value=${this.skills ?? ''} />
        </label>
        <p><button part="button">${say('Show roles')}</button></p>
      </form>
      <div aria-live="polite">${shown}</div>
    `);
  }

  override show({ matchRoles: found }: EmbedMatchQuery): TemplateResult {
    const role = ({ role, score, matchedSkills, missingSkills }: (typeof found.nodes)[number]) => html`<li part="item">
      ${this.bar(score)} ${this.named('role', role)}
      ${quiet(say('has {count, plural, one {# skill} other {# skills}} of yours', { count: matchedSkills.length }))}
      ${missingSkills[0] ? quiet(within(say('next: {skill}', { skill: slot('skill') }), { skill: name(missingSkills[0]) })) : nothing}
    </li>`;
    const unknown = found.unknown.map(({ name }) => name).join(', ');
    const next = found.nextSkills.map(({ skill }) => skill);
    return html`
      <ul part="list">${found.nodes.map(role)}</ul>
      ${found.nodes.length ? nothing : html`<p>${say('No role has any of them.')}</p>`}
      ${next.length ? html`<p>${within(say('What opens most: {skills}.', { skills: slot('skills') }), { skills: toldNames(next) })}</p>` : nothing}
      ${unknown ? html`<p class="quiet">${say('Not understood: {names}.', { names: unknown })}</p>` : nothing}
    `;
  }
}
