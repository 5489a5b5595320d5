// The parts that other sites can put on their pages, and the line of HTML that does it: docs/embedding.md.

/** A part by its name behind `rolegraph-`. */
export type Part = 'role' | 'compare' | 'transition' | 'moves' | 'learn' | 'browse' | 'match' | 'search';

export interface Looks {
  /** A length of CSS, empty for the usual one. */
  height: string;
  /** A colour of CSS for links, empty for the usual one. */
  colour: string;
  /** A BCP 47 tag, empty for that of the reader. */
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
