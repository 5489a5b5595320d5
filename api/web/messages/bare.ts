// English that stands in the page as it is, and so would stand there in every language.

import { isNode, type Node, nodesOf, parsed } from './finding.ts';

/** Attributes of elements, and properties of our own components, whose texts people read. */
const READ = /^(aria-label|alt|title|placeholder|label|head|note|summary|caption|text|lead|means|says)$/;
/** What is called the same in every language, or is a sign. */
const SAME = new Set(['Rolegraph', 'GraphiQL', 'CSV', 'JSON', 'O*NET', 'ESCO', 'ISCO', 'SOC', 'Atom', 'JSON Feed']);
const WORD = /\p{L}{2,}/u;

export interface Bare {
  text: string;
  line: number;
}

/** The texts of a source that stand in what it shows. */
export function bareIn(code: string, file: string): Bare[] {
  const found: Bare[] = [];
  const note = (text: string, { start }: Node) => {
    const said = text.replaceAll(/\s+/g, ' ').trim();
    if (WORD.test(said) && !SAME.has(said)) found.push({ text: said, line: code.slice(0, start).split('\n').length });
  };
  for (const node of nodesOf(parsed(code, file))) {
    if (node.type === 'JSXText') note(String(node.value), node);
    if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
      for (const child of node.children as Node[])
        if (child.type === 'JSXExpressionContainer') for (const each of shown(child.expression)) note(...each);
    }
    if (node.type === 'TaggedTemplateExpression' && nameOf(node.tag) === 'html') {
      for (const text of shownIn((node.quasi as Node).quasis as { value: { cooked: string } }[])) note(text, node);
    }
    if (node.type === 'JSXAttribute' && READ.test(nameOf(node.name)) && isNode(node.value)) {
      const value = node.value.type === 'JSXExpressionContainer' ? node.value.expression : node.value;
      for (const each of shown(value)) note(...each);
    }
  }
  return found;
}

function nameOf(name: unknown): string {
  return isNode(name) ? String(name.name) : '';
}

const HOLE = '\u0000'; // where something is put into a template

/** The texts of a template of HTML: between its tags, and in attributes that are read. */
function* shownIn(quasis: readonly { value: { cooked: string } }[]): Generator<string> {
  const html = quasis.map((each) => each.value.cooked).join(HOLE);
  for (const [tag] of html.matchAll(/<[^>]*>/g)) {
    for (const [, name = '', value = ''] of tag.matchAll(/([\w-]+)="([^"]*)"/g)) if (READ.test(name)) yield* value.split(HOLE);
  }
  yield* html.replaceAll(/<[^>]*>/g, HOLE).split(HOLE);
}

/** The texts that an expression may come to, as far as they stand in it. */
function* shown(expression: unknown): Generator<[text: string, node: Node]> {
  if (!isNode(expression)) return;
  const node = expression;
  if (node.type === 'Literal' && typeof node.value === 'string') yield [node.value, node];
  if (node.type === 'TemplateLiteral') {
    for (const part of node.quasis as unknown as { value: { cooked: string } }[]) yield [part.value.cooked, node];
    for (const each of node.expressions as Node[]) yield* shown(each);
  }
  if (node.type === 'ConditionalExpression') {
    yield* shown(node.consequent);
    yield* shown(node.alternate);
  }
  if (node.type === 'LogicalExpression') yield* shown(node.right);
  if (node.type === 'BinaryExpression' && node.operator === '+') {
    yield* shown(node.left);
    yield* shown(node.right);
  }
}
