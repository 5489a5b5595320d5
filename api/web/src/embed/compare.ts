import { html, type TemplateResult } from 'lit';

import { say } from '../messages/say';
import { slot } from '../messages/slots';
import { type Question, RolegraphElement } from './element';
import { EmbedCompareDocument, type EmbedCompareQuery, type EmbedCompareQueryVariables } from './generated/graphql';
import { figure, list } from './lists';
import { name, within } from './told';
import { slugs } from './values';

/** `<rolegraph-compare roles="ai-engineer ml-engineer">`: what 2 to 8 roles share, and what each has alone. */
export class CompareElement extends RolegraphElement<EmbedCompareQuery, EmbedCompareQueryVariables> {
  static override properties = { ...RolegraphElement.properties, roles: {} };
  declare roles: string;

  override question(): Question<EmbedCompareQuery, EmbedCompareQueryVariables> | null {
    const roles = slugs(this.roles);
    return roles.length ? { document: EmbedCompareDocument, variables: { roles } } : null;
  }

  override show({ overlap }: EmbedCompareQuery): TemplateResult {
    const skills = (title: unknown, found: typeof overlap.anySkills) =>
      html`<div>${list(title, found, ({ skill }) => this.named('skill', skill))}</div>`;
    const some = overlap.anySkills.filter(({ holdings }) => holdings.filter(Boolean).length > 1 && !holdings.every(Boolean));
    const only = (place: number) => overlap.anySkills.filter(({ holdings }) => holdings[place] && holdings.filter(Boolean).length === 1);
    const common = overlap.anySkills.filter(({ holdings }) => holdings.every(Boolean));
    return html`
      <h3 part="title">${overlap.roles.map((role, place) => html`${place ? ` ${say('and')} ` : ''}${this.named('role', role)}`)}</h3>
      ${figure(overlap.likeness, say('related'), '')}
      <p class="quiet">
        ${
          overlap.comparable
            ? say('{share, number, percent} of the skills, tools and all else that any of them has is shared.', {
                share: overlap.similarity,
              })
            : say('What they share is not known: no vocabulary has the skills and tools of all of them.')
        }
      </p>
      <div class="columns">
        ${skills(say('Shared by all'), common)}
        ${some.length ? skills(say('Shared by some'), some) : ''}
        ${overlap.roles.map((role, place) => skills(within(say('Only {role}', { role: slot('role') }), { role: name(role) }), only(place)))}
      </div>
    `;
  }
}
