// What all elements have in common: where they ask, and what they show while they wait and when they fail.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';

import { say } from '../messages/say';
import { sentencesIn, speaking } from '../messages/speaking';
import { ask, HOME, Refused, type Server } from './api';
import { EmbedNearDocument, type EmbedNearQuery, type EntityType, type TypedDocumentString } from './generated/graphql';
import { STYLE } from './style';
import { type Named, name } from './told';
import { languageAt, onLanguage, speakingAs } from './tongue';
import { directionOf, kindOf, linked, wordsOf } from './values';

export interface Question<Data, Variables extends object> {
  document: TypedDocumentString<Data, Variables>;
  variables: Variables;
  /** Whether it says something of a person, and so goes into no address. */
  discreet?: boolean;
}

type Near = EmbedNearQuery['search']['nodes'];

/** What went wrong, for people, and what may have been meant. The server's own words are English. */
interface Problem {
  message: () => string;
  language?: 'en';
  near: Near;
}

/**
 * Attributes: `origin` (of the server; default: where the script came from), `api-key` (or `key`, which frameworks keep for themselves), `revision` (pins one),
 * `link` (a pattern such as `/jobs/{slug}` that names lead to; default: the server's own page), `lang` (their language, with
 * `dir`, which follows from it; default: that of what they stand in, else of the browser).
 * Events, which bubble out of shadow roots: `rolegraph-loaded` (detail: the data), `rolegraph-error` (detail: message and
 * code), `rolegraph-select` (detail: kind and slug; cancel it and no link is followed), `rolegraph-change` (detail: what
 * the reader typed or chose).
 * No method is called as an attribute: React sets properties where an element has one.
 * They are dark where the page around them is, by its own `color-scheme`, and as high before they have loaded as after.
 */
export abstract class RolegraphElement<Data, Variables extends object> extends LitElement {
  static override properties = {
    origin: {},
    key: {},
    apiKey: { attribute: 'api-key' },
    revision: {},
    link: {},
    lang: {},
    dir: {},
    data: { state: true },
    problem: { state: true },
  };
  static override styles = STYLE;

  declare origin: string | null;
  declare key: string | null;
  declare apiKey: string | null;
  declare revision: string | null;
  declare link: string | null;
  declare data: Data | null;
  declare problem: Problem | null;

  /** How high the box is, unless `--rolegraph-height` says otherwise. */
  protected readonly usual: string = '28rem';
  /** Of what the slugs are that the attributes name. */
  protected readonly kind: EntityType = 'ROLE';
  private asking: AbortController | null = null;
  private asked = '';
  private unhear: (() => void) | undefined;

  constructor() {
    super();
    this.origin = this.key = this.apiKey = this.revision = this.link = this.data = this.problem = null;
  }

  protected get server(): Server {
    const { revision, language } = this;
    return { origin: (this.origin ?? HOME).replace(/\/$/, ''), key: this.apiKey ?? this.key, revision, language: language || null };
  }

  /** A BCP 47 tag; empty where nobody says, so that the browser does. */
  private get language(): string {
    return this.lang || languageAt(this);
  }

  /** The language in which the server is to say its sentences. */
  protected get sentences(): string | undefined {
    return speakingAs(this.language, sentencesIn);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.unhear = onLanguage(this);
    this.requestUpdate(); // it may stand in another language than before
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unhear?.();
  }

  /** The question that the attributes ask, null as long as one is missing. */
  protected abstract question(): Question<Data, Variables> | null;
  protected abstract show(data: Data): TemplateResult;

  /** The slug that the answer says nothing has, where that is no error. */
  protected missing(_: Data): string | null {
    return null;
  }

  /** All that is drawn is said in the language of the element. */
  protected override update(changed: PropertyValues): void {
    speakingAs(this.language, () => super.update(changed));
  }

  protected override willUpdate(): void {
    const question = this.question();
    const now = JSON.stringify([question?.variables, this.server]);
    if (now === this.asked) return;
    this.asked = now;
    this.asking?.abort();
    if (!question) {
      this.data = this.problem = null;
      return;
    }
    this.asking = new AbortController();
    void this.ask(question, this.asking.signal);
  }

  private async ask({ document, variables, discreet }: Question<Data, Variables>, signal: AbortSignal): Promise<void> {
    try {
      const data = await ask(this.server, document, variables, signal, discreet);
      const slug = this.missing(data);
      if (slug !== null) throw new Refused(slug, 'NOT_FOUND', [slug]);
      this.data = data;
      this.problem = null;
      this.tell('loaded', data);
    } catch (error) {
      if (signal.aborted) return;
      const code = error instanceof Refused ? error.code : 'NETWORK';
      const problem = error instanceof Refused ? await this.explained(error, variables, signal) : this.silent();
      if (signal.aborted) return;
      this.data = null;
      this.problem = problem;
      this.tell('error', { message: speakingAs(this.language, problem.message), code });
    }
  }

  private silent(): Problem {
    return { message: () => say('The server does not answer. Try again later.'), near: [] };
  }

  /** A refusal for people: what has no slug here is told in words, with the names of what may be meant. */
  private async explained(error: Refused, variables: object, signal: AbortSignal): Promise<Problem> {
    if (error.code !== 'NOT_FOUND') return { message: () => error.message, language: 'en', near: [] };
    const given = error.argument.reduce<unknown>((within, step) => (within as Record<string, unknown> | undefined)?.[step], variables);
    const words = wordsOf(typeof given === 'string' ? given : String(error.argument.at(-1) ?? ''));
    const asked = ask(this.server, EmbedNearDocument, { query: words, types: [this.kind] }, signal);
    const near = await asked.then(
      (found) => found.search.nodes,
      () => [], // then there is no more to say
    );
    const message = () =>
      near.length
        ? say('Nothing here is called “{words}”. Perhaps you mean:', { words })
        : say('Nothing here is called “{words}”.', { words });
    return { message, near };
  }

  protected override render(): TemplateResult {
    if (this.problem !== null) return this.box(this.failed(this.problem));
    if (this.data === null) {
      const waiting = html`<div class="waiting" role="status"><span class="hidden">${say('Looking it up …')}</span><i></i><i></i><i></i></div>`;
      return this.box(this.question() ? waiting : html``);
    }
    return this.box(this.show(this.data));
  }

  protected failed({ message, language, near }: Problem): TemplateResult {
    return html`<div class="problem" role="alert" dir="auto">
      <span lang=${language ?? nothing}>${message()}</span>
      ${near.length ? html`<ul part="list">${near.map((each) => html`<li part="item">${this.named(kindOf(each.__typename), each)}</li>`)}</ul>` : nothing}
    </div>`;
  }

  /** What stands around all that an element shows. Arrows go from line to line. */
  protected box(content: unknown, role?: string): TemplateResult {
    const direction = this.dir || (this.lang ? directionOf(this.lang) : '');
    return html`<div class="box" part="box" style="--usual: ${this.usual}" role=${role ?? nothing} dir=${direction || nothing} lang=${speaking().language} @keydown=${this.step}>${content}</div>`;
  }

  private step(event: KeyboardEvent): void {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };
    const by = steps[event.key];
    const here = event.composedPath()[0];
    if (by === undefined || !(here instanceof HTMLElement) || here instanceof HTMLInputElement || !here.closest('li')) return;
    const all = [...(this.shadowRoot?.querySelectorAll<HTMLElement>('li a, li button') ?? [])];
    const next = all[Math.max(0, Math.min(all.length - 1, all.indexOf(here) + by))];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  protected tell(event: string, detail: unknown): boolean {
    return this.dispatchEvent(new CustomEvent(`rolegraph-${event}`, { detail, bubbles: true, composed: true, cancelable: true }));
  }

  /** Tells that a name was chosen; whoever listens may keep its link from being followed. */
  protected select(event: Event, kind: string, slug: string): void {
    if (!this.tell('select', { kind, slug })) event.preventDefault();
  }

  protected addressOf(kind: string, slug: string): string {
    return linked(this.link, this.server.origin, kind, slug);
  }

  /** A name that leads to where the page wants it to lead. */
  protected named(kind: string, thing: Named & { slug: string }): TemplateResult {
    return html`<a part="link" href=${this.addressOf(kind, thing.slug)} @click=${(event: Event) => this.select(event, kind, thing.slug)}>${name(thing)}</a>`;
  }

  protected bar(share: number, tone = ''): TemplateResult {
    const width = `${Math.round(Math.max(0, Math.min(1, share)) * 100)}%`;
    return html`<span class="track ${tone}" part="bar" aria-hidden="true"><i .style=${`inline-size:${width}`}></i></span>`;
  }
}
