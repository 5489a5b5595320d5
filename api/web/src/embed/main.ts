// The custom elements that other sites embed: one script, no global styles, nothing but the elements' own names.

import { html, nothing, type TemplateResult } from 'lit';

import { percent, RolegraphElement, word } from './element';
import {
  EmbedCompareDocument,
  type EmbedCompareQuery,
  EmbedRoleDocument,
  type EmbedRoleQuery,
  EmbedSearchDocument,
  type EmbedSearchQuery,
  EmbedTransitionDocument,
  type EmbedTransitionQuery,
} from './generated/graphql';

type Question<Data> = ReturnType<RolegraphElement<Data>['question']>;
const SHOWN = 12;

/** How many of a list are not shown. */
function more(count: number): TemplateResult | typeof nothing {
  return count > SHOWN ? html`<p class="quiet">and ${count - SHOWN} more</p>` : nothing;
}

/** `<rolegraph-role slug="ml-engineer">`: what a role does and needs. */
class RoleElement extends RolegraphElement<EmbedRoleQuery> {
  static override properties = { ...RolegraphElement.properties, slug: {} };
  declare slug: string;

  override question(): Question<EmbedRoleQuery> {
    return this.slug ? { document: EmbedRoleDocument as never, variables: { slug: this.slug } } : null;
  }

  override show({ role }: EmbedRoleQuery): TemplateResult {
    if (!role) return html`<p class="problem">There is no role “${this.slug}”.</p>`;
    const entry = role.entry.filter((each) => each.most ?? each.typical);
    const money = (value: number, currency: string) =>
      value.toLocaleString('en', { style: 'currency', currency, maximumFractionDigits: 0 });
    return html`
      <h3 part="title">${this.to('role', role)}</h3>
      ${role.description ? html`<p>${role.description}</p>` : nothing}
      ${role.pay.map(
        (each) =>
          html`<p>${money(each.min, each.currency)} to ${money(each.max, each.currency)} a ${each.period.toLowerCase()} <span class="quiet">${each.market}</span></p>`,
      )}
      ${
        entry.length
          ? html`<h4>What it takes to get in</h4>
            <ul part="list">
              ${entry.map(
                (each) => html`<li part="item">
                  ${(each.most ?? each.typical)?.name}
                  ${
                    typeof each.share === 'number'
                      ? html`<span class="quiet">${percent(each.share)} of people say so${each.suppressed ? ', too few answers to rely on' : ''}</span>`
                      : nothing
                  }
                </li>`,
              )}
            </ul>`
          : nothing
      }
      <h4>Skills <span class="quiet">${role.skills.totalCount}</span></h4>
      <ul part="list" class="columns">
        ${role.skills.edges.map(
          (each) => html`<li part="item">${each.importance === 'ESSENTIAL' ? '●' : '○'} ${this.to('skill', each.node)}</li>`,
        )}
      </ul>
      ${
        role.tools.edges.length
          ? html`<h4>Tools <span class="quiet">${role.tools.totalCount}</span></h4>
            <ul part="list" class="columns">${role.tools.edges.map((each) => html`<li part="item">${this.to('tool', each.node)}</li>`)}</ul>`
          : nothing
      }
    `;
  }
}

/** `<rolegraph-compare roles="ai-engineer ml-engineer">`: what 2 to 8 roles share, and what each has alone. */
class CompareElement extends RolegraphElement<EmbedCompareQuery> {
  static override properties = { ...RolegraphElement.properties, roles: {} };
  declare roles: string;

  override question(): Question<EmbedCompareQuery> {
    const roles = (this.roles ?? '').split(/[\s,]+/).filter(Boolean);
    return roles.length ? { document: EmbedCompareDocument as never, variables: { roles } } : null;
  }

  override show({ overlap }: EmbedCompareQuery): TemplateResult {
    const shared = overlap.anySkills.filter((each) => each.holdings.every(Boolean));
    const only = (place: number) => overlap.anySkills.filter((each) => each.holdings[place] && each.holdings.filter(Boolean).length === 1);
    const list = (title: unknown, found: EmbedCompareQuery['overlap']['anySkills']) => html`
      <div>
        <h4>${title} <span class="quiet">${found.length}</span></h4>
        <ul part="list">
          ${found.slice(0, SHOWN).map((each) => html`<li part="item">${this.to('skill', each.skill)}</li>`)}
        </ul>
        ${more(found.length)}
      </div>
    `;
    return html`
      <h3 part="title">${overlap.roles.map((role, place) => html`${place ? ' and ' : ''}${this.to('role', role)}`)}</h3>
      <p><span class="big">${percent(overlap.likeness)}</span> related</p>
      <p class="quiet">
        ${
          overlap.comparable
            ? `${percent(overlap.similarity)} of the skills, tools and all else that any of them has is shared.`
            : 'What they share is not known: no vocabulary has the skills and tools of all of them.'
        }
      </p>
      <div class="columns">
        ${list('Shared by all', shared)}
        ${overlap.roles.map((role, place) => list(`Only ${role.name}`, only(place)))}
      </div>
    `;
  }
}

/** `<rolegraph-transition from="ai-engineer" to="ml-engineer">`: how feasible a move is, and what is missing. */
class TransitionElement extends RolegraphElement<EmbedTransitionQuery> {
  static override properties = { ...RolegraphElement.properties, from: {}, to_: { attribute: 'to' } };
  declare from: string;
  declare to_: string;

  override question(): Question<EmbedTransitionQuery> {
    const variables = { from: this.from, to: this.to_ };
    return this.from && this.to_ ? { document: EmbedTransitionDocument as never, variables } : null;
  }

  override show({ transition: move }: EmbedTransitionQuery): TemplateResult {
    const heaviest = Math.max(0.001, ...[...move.transferableSkills, ...move.skillGaps].map((each) => each.weight));
    return html`
      <h3 part="title">${this.to('role', move.from)} to ${this.to('role', move.to)}</h3>
      <p><span class="band" part="band" data-band=${move.band}>${word(move.band)}</span></p>
      <p>
        <span class="big">${percent(move.feasibility)}</span> feasible
        <span class="quiet">how likely somebody in the one role could do the other soon</span>
      </p>
      <p>
        <span class="big">${percent(move.likeness)}</span> related
        <span class="quiet">how much the two are alike, whichever way one goes</span>
      </p>
      <h4>What stands in the way</h4>
      <ul part="list">
        ${move.barriers.map(
          (each) => html`<li part="item">
            <strong>${word(each.kind)}</strong> ${each.needed} ${each.held ? html`<span class="quiet">held: ${each.held}</span>` : nothing}
          </li>`,
        )}
      </ul>
      ${move.barriers.length ? nothing : html`<p class="quiet">Nothing that is known.</p>`}
      ${
        move.unknown.length
          ? html`<p class="quiet">Not known: ${move.unknown.map((each) => word(each.kind).toLowerCase()).join(', ')}.</p>`
          : nothing
      }
      <div class="columns">
        <div>
          <h4>Carries over <span class="quiet">${move.transferableSkills.length}</span></h4>
          <ul part="list">
            ${move.transferableSkills.slice(0, SHOWN).map((each) => html`<li part="item">${this.bar(each.weight / heaviest)} ${this.to('skill', each.skill)}</li>`)}
          </ul>
          ${more(move.transferableSkills.length)}
        </div>
        <div>
          <h4>Missing <span class="quiet">${move.skillGaps.length}</span></h4>
          <ul part="list">
            ${move.skillGaps.slice(0, SHOWN).map(
              (each) => html`<li part="item">
                ${this.bar(each.weight / heaviest, 'lack')} ${this.to('skill', each.skill)}
                ${
                  typeof each.source?.levelRating === 'number' && typeof each.target.levelRating === 'number'
                    ? html`<span class="quiet">level ${each.source.levelRating.toFixed(1)} → ${each.target.levelRating.toFixed(1)}</span>`
                    : nothing
                }
                ${each.closest ? html`<span class="quiet">near ${each.closest.name}</span>` : nothing}
              </li>`,
            )}
          </ul>
          ${more(move.skillGaps.length)}
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

/** `<rolegraph-search placeholder="Find a job">`: a box that suggests roles, skills and tools. */
class SearchElement extends RolegraphElement<EmbedSearchQuery> {
  static override properties = { ...RolegraphElement.properties, placeholder: {}, typed: { state: true } };
  declare placeholder: string;
  declare typed: string;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.typed = '';
    this.placeholder = '';
  }

  override question(): Question<EmbedSearchQuery> {
    return this.typed ? { document: EmbedSearchDocument as never, variables: { query: this.typed, first: 8 } } : null;
  }

  private type(event: Event): void {
    const text = (event.target as HTMLInputElement).value.trim();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.typed = text;
    }, 120);
  }

  protected override render(): TemplateResult {
    const edges = this.typed ? (this.data?.search.edges ?? []) : [];
    return html`
      <div class="box" part="box" role="search">
        <input
          part="input"
          type="search"
          aria-label=${this.placeholder || 'Find a role, skill or tool'}
          placeholder=${this.placeholder || 'Find a role, skill or tool'}
          @input=${(event: Event) => this.type(event)}
        />
        ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
        <ul part="list" aria-live="polite">
          ${edges.map(
            ({ node, matched }) => html`<li part="item">
              ${this.to(node.__typename.toLowerCase(), node)}
              <span class="quiet">${matched.toLowerCase() === node.name.toLowerCase() ? '' : `${matched} · `}${node.dataset.title}</span>
            </li>`,
          )}
        </ul>
        ${this.typed && this.data && edges.length === 0 ? html`<p class="quiet">Nothing is called like that.</p>` : nothing}
      </div>
    `;
  }

  override show(): TemplateResult {
    return html``;
  }
}

const ELEMENTS = {
  'rolegraph-role': RoleElement,
  'rolegraph-compare': CompareElement,
  'rolegraph-transition': TransitionElement,
  'rolegraph-search': SearchElement,
};
for (const [name, element] of Object.entries(ELEMENTS)) {
  if (!customElements.get(name)) customElements.define(name, element as unknown as CustomElementConstructor);
}
