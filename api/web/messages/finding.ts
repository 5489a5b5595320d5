// What the sources say to people, found in their syntax: `say('…')` and its like, and what enums are called.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, getNamedType, isAbstractType, isEnumType, parse, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { parseAst } from 'vite';

import { inWords } from '../src/messages/values.ts';

/** Functions that say the text they are given first. */
const SAYING = new Set(['say', 'sayWith', 'sayParts', 'message']);

export interface Node {
  type: string;
  start: number;
  end: number;
  [property: string]: unknown;
}

export interface Found {
  text: string;
  /** Where the literal stands in the source, in UTF-16 units. */
  start: number;
  end: number;
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** Every node of a tree, those that contain others before them. */
export function* nodesOf(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node)) {
    for (const each of Array.isArray(value) ? value : [value]) if (isNode(each)) yield* nodesOf(each);
  }
}

export function parsed(code: string, file: string): Node {
  return parseAst(code, { lang: file.endsWith('x') ? 'tsx' : 'ts' }, file) as unknown as Node;
}

/** A text that stands in the source as it is, undefined for one that is put together. */
export function literal(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  const { quasis } = node as { quasis?: { value: { cooked: string } }[] };
  return node.type === 'TemplateLiteral' && quasis?.length === 1 ? quasis[0]?.value.cooked : undefined;
}

/** What a source says. Throws where the text is put together, so that it could not be found. */
export function saidIn(code: string, file: string): Found[] {
  if (!/\b(say|sayWith|sayParts|message)\(/.test(code)) return [];
  const found: Found[] = [];
  for (const node of nodesOf(parsed(code, file))) {
    if (node.type !== 'CallExpression') continue;
    const { callee, arguments: given } = node as unknown as { callee: { name?: string }; arguments: Node[] };
    const [first] = given;
    if (!SAYING.has(callee.name ?? '') || !first) continue;
    const text = literal(first);
    if (text === undefined) {
      const line = code.slice(0, first.start).split('\n').length;
      throw new Error(
        `${file}:${line}: ${callee.name}(…) wants the text itself; mark what is said later with message('…') and say it with said(…)`,
      );
    }
    found.push({ text, start: first.start, end: first.end });
  }
  return found;
}

/** The words for the values and types that the answers to a GraphQL document tell. */
export function valuesIn(document: string, sdl: string): Set<string> {
  const schema = buildSchema(sdl);
  const types = new TypeInfo(schema);
  const found = new Set<string>();
  visit(
    parse(document),
    visitWithTypeInfo(types, {
      Field({ name }) {
        const type = types.getType();
        const parent = types.getParentType();
        const named = type && getNamedType(type);
        if (isEnumType(named)) for (const { name: value } of named.getValues()) found.add(inWords(value));
        if (name.value === '__typename' && isAbstractType(parent)) {
          for (const each of schema.getPossibleTypes(parent)) found.add(inWords(each.name));
        }
      },
    }),
  );
  return found;
}

/** The files of a part of the web files, with what it shares with others; what is generated is none. `web` has `src`. */
export function sourcesOf(part: 'page' | 'embed', web: string): string[] {
  const within = (folder: string) =>
    readdirSync(join(web, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file));
  const shared = readdirSync(join(web, 'src')).map((file) => join('src', file));
  return [...shared, ...within(join('src', part))].filter((file) => !file.includes('generated'));
}

/** All that a part of the web files says. */
export function textsOf(part: 'page' | 'embed', web: string): Set<string> {
  const read = (file: string) => readFileSync(join(web, file), 'utf8');
  const files = sourcesOf(part, web);
  const written = files.filter((file) => /\.tsx?$/.test(file)).flatMap((file) => saidIn(read(file), file).map(({ text }) => text));
  const documents = files.filter((file) => file.endsWith('.graphql')).map(read);
  return new Set([...written, ...valuesIn(documents.join('\n'), read('../../schema/schema.graphql'))]);
}
