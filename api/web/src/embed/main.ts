// The custom elements that other sites embed: one script, no global styles, nothing but the elements' own names.

import { html, nothing, type TemplateResult } from 'lit';

import { isKnown, money, percent, plain } from '../words';
import { type Question, RolegraphElement } from './element';
import {
  EmbedCompareDocument,
  type EmbedCompareQuery,
  type EmbedCompareQueryVariables,
  EmbedRoleDocument,
  type EmbedRoleQuery,
  type EmbedRoleQueryVariables,
  EmbedTransitionDocument,
  type EmbedTransitionQuery,
  type EmbedTransitionQueryVariables,
} from './generated/graphql';
import { SearchElement } from './search';
import { slugs } from './values';

type Shown = TemplateResult | typeof nothing;
const SHOWN = 12;

const quiet = (text: unknown) => html`<span class="quiet">${text}</span>`;

/** A heading with how many there are, the first of them as items, and how many more there are. */
function list<Item>(
  title: string,
  items: readonly Item[],
  item: (each: Item) => unknown,
  total = items.length,
  columns = false,
): TemplateResult {
  return html`
    <h4>${title} ${quiet(total)}</h4>
    <ul part="list" class=${columns ? 'columns' : nothing}>
      ${items.slice(0, SHOWN).map((each) => html`<li part="item">${item(each)}</li>`)}
    </ul>
    ${!columns && total > SHOWN ? html`<p class="quiet">and ${total - SHOWN} more</p>` : nothing}
  `;
}

/** `<rolegraph-role slug="ml-engineer">`: what a role does and needs. */
class RoleElement extends RolegraphElement<EmbedRoleQuery, EmbedRoleQueryVariables> {
  static override properties = { ...RolegraphElement.properties, slug: {} };
  declare slug: string;

  override question(): Question<EmbedRoleQuery, EmbedRoleQueryVariables> | null {
    return this.slug ? { document: EmbedRoleDocument, variables: { slug: this.slug } } : null;
  }

  override show({ role }: EmbedRoleQuery): TemplateResult {
    if (!role) return html`<p class="problem">There is no role “${this.slug}”.</p>`;
    const { skills, tools } = role;
    const paid = ({ min, max, currency, period, market }: (typeof role.pay)[number]) =>
      html`<p>${money(min, currency)} to ${money(max, currency)} a ${period.toLowerCase()} ${quiet(market)}</p>`;
    return html`
      <h3 part="title">${this.to('role', role)}</h3>
      ${role.description ? html`<p>${role.description}</p>` : nothing}
      ${role.pay.map(paid)}
      ${entry(role.entry.filter((each) => each.most ?? each.typical))}
      ${list('Skills', skills.edges, ({ importance, node }) => [importance === 'ESSENTIAL' ? '● ' : '○ ', this.to('skill', node)], skills.totalCount, true)}
      ${tools.edges.length ? list('Tools', tools.edges, ({ node }) => this.to('tool', node), tools.totalCount, true) : nothing}
    `;
  }
}

function entry(scales: NonNullable<EmbedRoleQuery['role']>['entry']): Shown {
  if (!scales.length) return nothing;
  const item = ({ most, typical, share, suppressed }: (typeof scales)[number]) => html`<li part="item">
    ${(most ?? typical)?.name}
    ${isKnown(share) ? quiet(`${percent(share)} of people say so${suppressed ? ', too few answers to rely on' : ''}`) : nothing}
  </li>`;
  return html`
    <h4>What it takes to get in</h4>
    <ul part="list">${scales.map(item)}</ul>
  `;
}

/** `<rolegraph-compare roles="ai-engineer ml-engineer">`: what 2 to 8 roles share, and what each has alone. */
class CompareElement extends RolegraphElement<EmbedCompareQuery, EmbedCompareQueryVariables> {
  static override properties = { ...RolegraphElement.properties, roles: {} };
  declare roles: string;

  override question(): Question<EmbedCompareQuery, EmbedCompareQueryVariables> | null {
    const roles = slugs(this.roles);
    return roles.length ? { document: EmbedCompareDocument, variables: { roles } } : null;
  }

  override show({ overlap }: EmbedCompareQuery): TemplateResult {
    const skills = (title: string, found: typeof overlap.anySkills) =>
      html`<div>${list(title, found, ({ skill }) => this.to('skill', skill))}</div>`;
    const some = overlap.anySkills.filter(({ holdings }) => holdings.filter(Boolean).length > 1 && !holdings.every(Boolean));
    const only = (place: number) => overlap.anySkills.filter(({ holdings }) => holdings[place] && holdings.filter(Boolean).length === 1);
    const shared = `${percent(overlap.similarity)} of the skills, tools and all else that any of them has is shared.`;
    const unknown = 'What they share is not known: no vocabulary has the skills and tools of all of them.';
    return html`
      <h3 part="title">${overlap.roles.map((role, place) => html`${place ? ' and ' : ''}${this.to('role', role)}`)}</h3>
      <p><span class="big">${percent(overlap.likeness)}</span> related</p>
      <p class="quiet">${overlap.comparable ? shared : unknown}</p>
      <div class="columns">
        ${skills(
          'Shared by all',
          overlap.anySkills.filter(({ holdings }) => holdings.every(Boolean)),
        )}
        ${some.length ? skills('Shared by some', some) : nothing}
        ${overlap.roles.map(({ name }, place) => skills(`Only ${name}`, only(place)))}
      </div>
    `;
  }
}

/** `<rolegraph-transition from="ai-engineer" to="ml-engineer">`: how feasible a move is, and what is missing. */
class TransitionElement extends RolegraphElement<EmbedTransitionQuery, EmbedTransitionQueryVariables> {
  static override properties = { ...RolegraphElement.properties, from: {}, to_: { attribute: 'to' } };
  declare from: string;
  declare to_: string;

  override question(): Question<EmbedTransitionQuery, EmbedTransitionQueryVariables> | null {
    return this.from && this.to_ ? { document: EmbedTransitionDocument, variables: { from: this.from, to: this.to_ } } : null;
  }

  override show({ transition: move }: EmbedTransitionQuery): TemplateResult {
    const heaviest = Math.max(0.001, ...[...move.transferableSkills, ...move.skillGaps].map((each) => each.weight));
    const figure = (share: number, word: string, means: string) =>
      html`<p><span class="big">${percent(share)}</span> ${word} ${quiet(means)}</p>`;
    const barrier = ({ kind, needed, held }: (typeof move.barriers)[number]) =>
      html`<li part="item"><strong>${plain(kind)}</strong> ${needed} ${held ? quiet(`held: ${held}`) : nothing}</li>`;
    const gap = ({ weight, skill, source, target, closest }: (typeof move.skillGaps)[number]) => [
      html`${this.bar(weight / heaviest, 'lack')} ${this.to('skill', skill)} ${levels(source?.levelRating, target.levelRating)} `,
      closest ? quiet(`near ${closest.name}`) : nothing,
    ];
    const unknown = move.unknown.map(({ kind }) => plain(kind).toLowerCase()).join(', ');
    return html`
      <h3 part="title">${this.to('role', move.from)} to ${this.to('role', move.to)}</h3>
      <p><span class="band" part="band" data-band=${move.band}>${plain(move.band)}</span></p>
      ${figure(move.feasibility, 'feasible', 'how likely somebody in the one role could do the other soon')}
      ${figure(move.likeness, 'related', 'how much the two are alike, whichever way one goes')}
      <h4>What stands in the way</h4>
      <ul part="list">${move.barriers.map(barrier)}</ul>
      ${move.barriers.length ? nothing : html`<p class="quiet">Nothing that is known.</p>`}
      ${unknown ? html`<p class="quiet">Not known: ${unknown}.</p>` : nothing}
      <div class="columns">
        <div>
          ${list('Carries over', move.transferableSkills, ({ weight, skill }) => html`${this.bar(weight / heaviest)} ${this.to('skill', skill)}`)}
        </div>
        <div>
          ${list('Missing', move.skillGaps, gap)}
          ${
            move.unknownSkills.length
              ? html`<p class="quiet">Of ${move.unknownSkills.length} more no source says whether they are held.</p>`
              : nothing
          }
        </div>
      </div>
    `;
  }
}

function levels(held: number | null | undefined, needed: number | null | undefined): Shown {
  return isKnown(held) && isKnown(needed) ? quiet(`level ${held.toFixed(1)} → ${needed.toFixed(1)}`) : nothing;
}

const ELEMENTS = {
  'rolegraph-role': RoleElement,
  'rolegraph-compare': CompareElement,
  'rolegraph-transition': TransitionElement,
  'rolegraph-search': SearchElement,
};
for (const [name, element] of Object.entries(ELEMENTS)) {
  if (!customElements.get(name)) customElements.define(name, element);
}
