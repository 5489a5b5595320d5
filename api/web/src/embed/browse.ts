import { html, nothing, type TemplateResult } from 'lit';

import { say } from '../messages/say';
import { type Question, RolegraphElement } from './element';
import { EmbedBrowseDocument, type EmbedBrowseQuery, type EmbedBrowseQueryVariables, type GroupScheme } from './generated/graphql';
import { quiet } from './lists';
import { name } from './told';

/** `<rolegraph-browse scheme="ISCO">`: fields of work, down to their roles, without a word to type. */
export class BrowseElement extends RolegraphElement<EmbedBrowseQuery, EmbedBrowseQueryVariables> {
  static override properties = {
    ...RolegraphElement.properties,
    group: { reflect: true },
    scheme: {},
    inDataset: { attribute: 'in-dataset' },
  };
  declare group: string | null;
  declare scheme: string | null;
  declare inDataset: string | null;

  protected override readonly kind = 'ROLE_GROUP';

  override missing({ roleGroup }: EmbedBrowseQuery): string | null {
    return this.group && !roleGroup ? this.group : null;
  }

  override question(): Question<EmbedBrowseQuery, EmbedBrowseQueryVariables> {
    const { group, scheme, inDataset } = this;
    return {
      document: EmbedBrowseDocument,
      variables: {
        root: group || null,
        slug: group || '',
        depth: group ? 1 : 0,
        scheme: group ? null : ((scheme?.toUpperCase() as GroupScheme | undefined) ?? null),
        dataset: inDataset || null,
      },
    };
  }

  private go(slug: string | null): void {
    this.group = slug;
    this.tell('change', { group: slug });
    void this.updateComplete.then(() => this.shadowRoot?.querySelector<HTMLElement>('h3')?.focus());
  }

  override show({ tree, roleGroup: group }: EmbedBrowseQuery): TemplateResult {
    const rows = tree.edges.filter(({ node }) => node.slug !== group?.slug);
    const within = ({ node, roleCount }: (typeof rows)[number]) => html`<li part="item">
      <button class="link" part="link" @click=${() => this.go(node.slug)}>${name(node)}</button>
      ${quiet(say('{count, plural, one {# role} other {# roles}}', { count: roleCount }))}
    </li>`;
    const up = group?.broader?.slug ?? null;
    return html`
      <h3 part="title" tabindex="-1">${group ? this.named('group', group) : say('Fields of work')}</h3>
      ${group ? html`<p><button @click=${() => this.go(up)}>↑ ${group.broader ? name(group.broader) : say('All fields of work')}</button></p>` : nothing}
      <ul part="list">${rows.map(within)}</ul>
      ${
        group?.roles.nodes.length
          ? html`<h4 part="heading">${say('Roles')} ${quiet(group.roles.totalCount)}</h4>
            <ul part="list">${group.roles.nodes.map((role) => html`<li part="item">${this.named('role', role)}</li>`)}</ul>
            ${group.roles.totalCount > group.roles.nodes.length ? html`<p class="quiet">${say('and {count, number} more', { count: group.roles.totalCount - group.roles.nodes.length })}</p>` : nothing}`
          : nothing
      }
      ${rows.length || group ? nothing : html`<p class="quiet">${say('No classification of roles is loaded.')}</p>`}
    `;
  }
}
