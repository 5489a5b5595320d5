import { html, nothing, type TemplateResult } from 'lit';

import { type Question, RolegraphElement } from './element';
import { EmbedSearchDocument, type EmbedSearchQuery, type EmbedSearchQueryVariables } from './generated/graphql';

const PAUSE = 120; // milliseconds after a key, before one asks

/** `<rolegraph-search placeholder="Find a job">`: a box that suggests roles, skills and tools. */
export class SearchElement extends RolegraphElement<EmbedSearchQuery, EmbedSearchQueryVariables> {
  static override properties = { ...RolegraphElement.properties, placeholder: {}, typed: { state: true } };
  declare placeholder: string;
  declare typed: string;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.typed = this.placeholder = '';
  }

  override question(): Question<EmbedSearchQuery, EmbedSearchQueryVariables> | null {
    return this.typed ? { document: EmbedSearchDocument, variables: { query: this.typed, first: 8 } } : null;
  }

  private type({ target }: Event): void {
    if (!(target instanceof HTMLInputElement)) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.typed = target.value.trim();
    }, PAUSE);
  }

  protected override render(): TemplateResult {
    const edges = this.typed ? (this.data?.search.edges ?? []) : [];
    const label = this.placeholder || 'Find a role, skill or tool';
    return html`
      <div class="box" part="box" role="search">
        <input part="input" type="search" aria-label=${label} placeholder=${label} @input=${this.type} />
        ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
        <ul part="list" aria-live="polite">${edges.map((edge) => this.found(edge))}</ul>
        ${this.typed && this.data && edges.length === 0 ? html`<p class="quiet">Nothing is called like that.</p>` : nothing}
      </div>
    `;
  }

  private found({ node, matched }: EmbedSearchQuery['search']['edges'][number]): TemplateResult {
    const other = matched.toLowerCase() === node.name.toLowerCase() ? '' : `${matched} · `;
    return html`<li part="item">
      ${this.to(node.__typename.toLowerCase(), node)} <span class="quiet">${other}${node.dataset.title}</span>
    </li>`;
  }

  override show(): TemplateResult {
    return html``;
  }
}
