import { html, nothing, type TemplateResult } from 'lit';

import { say } from '../messages/say';
import { type Question, RolegraphElement } from './element';
import { EmbedSearchDocument, type EmbedSearchQuery, type EmbedSearchQueryVariables } from './generated/graphql';
import { name, text } from './told';
import { kindOf } from './values';

const PAUSE = 120; // milliseconds after a key, before one asks

type Found = EmbedSearchQuery['search']['edges'][number];

/**
 * `<rolegraph-search placeholder="Find a job">`: a box that suggests roles, skills and tools. Arrows choose, Enter goes
 * there, Escape closes the list: a combobox, as the ARIA Authoring Practices have it.
 */
export class SearchElement extends RolegraphElement<EmbedSearchQuery, EmbedSearchQueryVariables> {
  static override properties = {
    ...RolegraphElement.properties,
    placeholder: {},
    typed: { state: true },
    chosen: { state: true },
    open: { state: true },
  };
  declare placeholder: string;
  declare typed: string;
  declare chosen: number;
  declare open: boolean;
  protected override readonly usual: string = '24rem';
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.typed = this.placeholder = '';
    this.chosen = -1;
    this.open = true;
  }

  override question(): Question<EmbedSearchQuery, EmbedSearchQueryVariables> | null {
    return this.typed ? { document: EmbedSearchDocument, variables: { query: this.typed, first: 8 } } : null;
  }

  private type({ target }: Event): void {
    if (!(target instanceof HTMLInputElement)) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.typed = target.value.trim();
      this.chosen = -1;
      this.open = true;
      this.tell('change', { query: this.typed });
    }, PAUSE);
  }

  private get edges(): readonly Found[] {
    return this.typed && this.open ? (this.data?.search.edges ?? []) : [];
  }

  private press(event: KeyboardEvent): void {
    const { edges } = this;
    if (event.key === 'Escape') this.open = false;
    else if (event.key === 'ArrowDown' && !this.open) this.open = true;
    else if (event.key === 'ArrowDown' && edges.length) this.chosen = (this.chosen + 1) % edges.length;
    else if (event.key === 'ArrowUp' && edges.length) this.chosen = (this.chosen <= 0 ? edges.length : this.chosen) - 1;
    else if (event.key === 'Enter' && edges[this.chosen]) this.shadowRoot?.querySelector<HTMLElement>(`#option-${this.chosen}`)?.click();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  protected override render(): TemplateResult {
    const { edges } = this;
    const label = this.placeholder || say('Find a role, skill or tool');
    const shown = edges[this.chosen] ? `option-${this.chosen}` : '';
    return this.box(
      html`
        <input part="input" type="search" role="combobox" autocomplete="off" aria-label=${label} placeholder=${label}
          aria-expanded=${edges.length ? 'true' : 'false'} aria-controls="found" aria-autocomplete="list"
          aria-activedescendant=${shown || nothing} @input=${this.type} @keydown=${this.press} />
        ${this.problem ? this.failed(this.problem) : nothing}
        <ul id="found" part="list" role="listbox" aria-label=${label}>${edges.map((edge, place) => this.found(edge, place))}</ul>
        <p class="quiet" role="status">
          ${this.typed && this.data && this.open && edges.length === 0 ? say('Nothing is called like that.') : nothing}
        </p>
      `,
      'search',
    );
  }

  private found({ node, matched }: Found, place: number): TemplateResult {
    const other = matched.toLowerCase() === node.name.toLowerCase() ? '' : `${matched} · `;
    const kind = kindOf(node.__typename);
    return html`<li part="item" role="presentation">
      <a part="link" role="option" id="option-${place}" tabindex="-1" aria-selected=${place === this.chosen ? 'true' : 'false'}
        href=${this.addressOf(kind, node.slug)} @click=${(event: Event) => this.select(event, kind, node.slug)}>${name(node)}</a>
      <span class="quiet">${other}${text(node.dataset.title, node.dataset.language)}</span>
    </li>`;
  }

  override show(): TemplateResult {
    return html``;
  }
}
