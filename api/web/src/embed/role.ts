import { html, nothing, type TemplateResult } from 'lit';

import { say } from '../messages/say';
import { isKnown, money } from '../words';
import { type Question, RolegraphElement } from './element';
import { EmbedRoleDocument, type EmbedRoleQuery, type EmbedRoleQueryVariables } from './generated/graphql';
import { list, quiet, type Shown } from './lists';
import { paid } from './saying';
import { names, text } from './told';

/** `<rolegraph-role slug="ml-engineer">`: what a role does and needs. */
export class RoleElement extends RolegraphElement<EmbedRoleQuery, EmbedRoleQueryVariables> {
  static override properties = { ...RolegraphElement.properties, slug: {} };
  declare slug: string;

  override question(): Question<EmbedRoleQuery, EmbedRoleQueryVariables> | null {
    return this.slug ? { document: EmbedRoleDocument, variables: { slug: this.slug } } : null;
  }

  override missing({ role }: EmbedRoleQuery): string | null {
    return role ? null : this.slug;
  }

  override show({ role }: EmbedRoleQuery): TemplateResult {
    if (!role) return html``;
    const { skills, tools } = role;
    const pay = ({ min, max, currency, period, market }: (typeof role.pay)[number]) =>
      html`<p>${paid(period, money(min, currency), money(max, currency))} ${quiet(market)}</p>`;
    return html`
      <h3 part="title">${this.named('role', role)}</h3>
      ${role.description ? html`<p>${text(role.description, role.descriptionLanguage)}</p>` : nothing}
      ${role.pay.map(pay)}
      ${entry(role.entry.filter((each) => each.most ?? each.typical))}
      ${list(say('Skills'), skills.edges, ({ importance, node }) => [importance === 'ESSENTIAL' ? '● ' : '○ ', this.named('skill', node)], skills.totalCount, true)}
      ${tools.edges.length ? list(say('Tools'), tools.edges, ({ node }) => this.named('tool', node), tools.totalCount, true) : nothing}
    `;
  }
}

function entry(scales: NonNullable<EmbedRoleQuery['role']>['entry']): Shown {
  if (!scales.length) return nothing;
  const item = ({ most, typical, share, suppressed }: (typeof scales)[number]) => html`<li part="item">
    ${names([most ?? typical].filter(isKnown))}
    ${isKnown(share) ? quiet(suppressed ? say('{share, number, percent} of people say so, too few answers to rely on', { share }) : say('{share, number, percent} of people say so', { share })) : nothing}
  </li>`;
  return html`
    <h4 part="heading">${say('What it takes to get in')}</h4>
    <ul part="list">${scales.map(item)}</ul>
  `;
}
