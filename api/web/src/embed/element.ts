// What all elements have in common: where they ask, and what they show while they wait and when they fail.

import { css, html, LitElement, type TemplateResult } from 'lit';

import { ask, HOME, Refused, type Server } from './api';
import type { TypedDocumentString } from './generated/graphql';
import { linked } from './values';

export interface Question<Data, Variables extends object> {
  document: TypedDocumentString<Data, Variables>;
  variables: Variables;
}

/**
 * Attributes: `origin` (of the server; default: where the script came from), `key` (an API key), `revision` (pins one),
 * `link` (a pattern such as `/jobs/{slug}` that names lead to; default: the server's own page).
 * Events, which bubble out of shadow roots: `rolegraph-loaded` (detail: the data), `rolegraph-error` (detail: message and
 * code), `rolegraph-select` (detail: kind and slug; cancel it and no link is followed).
 * They are dark where the page around them is, by its own `color-scheme`.
 * CSS: the variables `--rolegraph-ink`, `-quiet`, `-line`, `-paper`, `-have`, `-lack`, `-link`, `-font`, and the parts
 * `box`, `title`, `list`, `item`, `bar`, `band`.
 */
export abstract class RolegraphElement<Data, Variables extends object> extends LitElement {
  static override properties = { origin: {}, key: {}, revision: {}, link: {}, data: { state: true }, problem: { state: true } };

  declare origin: string | null;
  declare key: string | null;
  declare revision: string | null;
  declare link: string | null;
  declare data: Data | null;
  declare problem: string | null;

  private asking: AbortController | null = null;
  private asked = '';

  constructor() {
    super();
    this.origin = this.key = this.revision = this.link = this.data = this.problem = null;
  }

  static override styles = css`
    :host {
      --ink: var(--rolegraph-ink, light-dark(#1d1c1a, #edebe6));
      --quiet: var(--rolegraph-quiet, light-dark(#5c5852, #aba69d));
      --line: var(--rolegraph-line, light-dark(#dedad2, #363a41));
      --paper: var(--rolegraph-paper, light-dark(#fff, #1b1d21));
      --have: var(--rolegraph-have, light-dark(#0b6e69, #59cfc4));
      --lack: var(--rolegraph-lack, light-dark(#a8450a, #f5a970));
      --link: var(--rolegraph-link, light-dark(#3538a8, #aeb4ff));
      color: var(--ink);
      display: block;
      font: var(--rolegraph-font, 15px/1.5 system-ui, sans-serif);
    }
    :host([hidden]) { display: none; }
    .box { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: 16px; }
    h3 { font-size: 1.15em; margin: 0 0 8px; }
    h4 { font-size: 1em; margin: 12px 0 4px; }
    p { margin: 4px 0; }
    ul { list-style: none; margin: 0; padding: 0; }
    li { align-items: center; display: flex; flex-wrap: wrap; gap: 4px 8px; padding: 2px 0; }
    a { color: var(--link); }
    .quiet { color: var(--quiet); font-size: 0.87em; }
    .big { color: var(--have); font-size: 1.6em; font-weight: 700; }
    .band { border: 1px solid; border-radius: 4px; color: var(--have); font-weight: 600; padding: 1px 6px; }
    .band[data-band='HARD'], .band[data-band='OUT_OF_REACH'] { color: var(--lack); border-style: dashed; }
    .track { background: var(--line); border-radius: 4px; display: inline-block; height: 8px; overflow: hidden; width: 80px; }
    .track > i { background: var(--have); display: block; height: 100%; }
    .track.lack > i { background: var(--lack); }
    .problem { border-left: 4px solid var(--lack); padding-left: 12px; }
    .columns { display: grid; gap: 0 24px; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); }
  `;

  protected get server(): Server {
    return { origin: (this.origin ?? HOME).replace(/\/$/, ''), key: this.key, revision: this.revision };
  }

  /** The question that the attributes ask, null as long as one is missing. */
  protected abstract question(): Question<Data, Variables> | null;
  protected abstract show(data: Data): TemplateResult;

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
    const { signal } = this.asking;
    ask(this.server, question.document, question.variables, signal).then(
      (data) => {
        this.data = data;
        this.problem = null;
        this.tell('loaded', data);
      },
      (error: unknown) => {
        if (signal.aborted) return;
        this.data = null;
        this.problem = error instanceof Refused ? error.message : 'The server does not answer.';
        this.tell('error', { message: this.problem, code: error instanceof Refused ? error.code : 'NETWORK' });
      },
    );
  }

  protected override render(): TemplateResult {
    if (this.problem !== null) return html`<div class="box problem" part="box" role="alert">${this.problem}</div>`;
    if (this.data === null) return html`<div class="box quiet" part="box" role="status">…</div>`;
    return html`<div class="box" part="box">${this.show(this.data)}</div>`;
  }

  protected tell(event: string, detail: unknown): boolean {
    return this.dispatchEvent(new CustomEvent(`rolegraph-${event}`, { detail, bubbles: true, composed: true, cancelable: true }));
  }

  /** A name that leads to where the page wants it to lead. */
  protected to(kind: string, thing: { slug: string; name: string }): TemplateResult {
    const address = linked(this.link, this.server.origin, kind, thing.slug);
    const select = (event: Event) => {
      if (!this.tell('select', { kind, slug: thing.slug })) event.preventDefault();
    };
    return html`<a href=${address} @click=${select}>${thing.name}</a>`;
  }

  protected bar(share: number, tone = ''): TemplateResult {
    const width = `${Math.round(Math.max(0, Math.min(1, share)) * 100)}%`;
    return html`<span class="track ${tone}" part="bar" aria-hidden="true"><i .style=${`width:${width}`}></i></span>`;
  }
}
