// The parts that other sites can put on their pages, and the line of HTML that does it: docs/embedding.md.

/** A part by its name behind `rolegraph-`. */
export type Part = 'role' | 'compare' | 'transition' | 'moves' | 'learn' | 'browse' | 'match' | 'search';

/** A part with the attributes that say what it shows; those that are empty are left out. */
export interface Embedded {
  part: Part;
  attributes: Readonly<Record<string, string | undefined>>;
}

/** The part that shows what a view shows, null where there is none. `path` is that of the view, without a prefix. */
export function embeddedAt(path: string, parameters: URLSearchParams): Embedded | null {
  const [, view, ...slug] = decodeURIComponent(path).split('/');
  const [from, to, roles] = ['from', 'to', 'roles'].map((name) => parameters.get(name) ?? undefined);
  if (view === 'role') return { part: 'role', attributes: { slug: slug.join('/') } };
  if (view === 'group') return { part: 'browse', attributes: { group: slug.join('/') } };
  if (view === 'compare' && roles) return { part: 'compare', attributes: { roles: roles.replaceAll(',', ' ') } };
  if (view === 'move' && from) return to ? { part: 'transition', attributes: { from, to } } : { part: 'moves', attributes: { from } };
  if (view === 'move') return { part: 'match', attributes: {} };
  return view === 'find' ? { part: 'search', attributes: {} } : null;
}

export interface Looks {
  /** A length of CSS, empty for the usual one. */
  height: string;
  /** A colour of CSS for links, empty for the usual one. */
  colour: string;
  /** A BCP 47 tag, empty for that of the page around it. */
  language: string;
}

export const USUAL: Looks = { height: '', colour: '', language: '' };
/** How high the part is that nobody gave a height: as `embed/element.ts` has it. */
const HEIGHTS: Readonly<Partial<Record<Part, string>>> = { search: '24rem' };
const HEIGHT = '28rem';

export function heightOf(part: Part, { height }: Looks): string {
  return height || HEIGHTS[part] || HEIGHT;
}

/** The declarations that go into the element's `style`: its place is kept before the script is there. */
export function styleOf(part: Part, looks: Looks): Record<string, string> {
  const colour: Record<string, string> = looks.colour ? { '--rolegraph-link': looks.colour, '--rolegraph-have': looks.colour } : {};
  const height: Record<string, string> = looks.height ? { '--rolegraph-height': looks.height } : {};
  return { display: 'block', 'min-block-size': heightOf(part, looks), ...height, ...colour };
}

export function attributesOf(attributes: Readonly<Record<string, string | undefined>>, looks: Looks): [string, string][] {
  const all = { ...attributes, lang: looks.language };
  return Object.entries(all).filter((each): each is [string, string] => Boolean(each[1]));
}

/** What to write into a page. */
export function snippet(site: string, part: Part, attributes: Readonly<Record<string, string | undefined>>, looks: Looks): string {
  const given = attributesOf(attributes, looks).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  const style = Object.entries(styleOf(part, looks)).map(([name, value]) => `${name}: ${value}`);
  return `<script src="${escaped(site)}/embed.js" async></script>
<rolegraph-${part}${given.join('')} style="${escaped(style.join('; '))}"></rolegraph-${part}>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
