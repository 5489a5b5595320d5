// Completes slugs: within a text that an argument takes for one, names are searched and the slug of the chosen is written.

import {
  type DocumentNode,
  type GraphQLInputField,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  Kind,
  parse,
  type StringValueNode,
  TypeInfo,
  type VariableNode,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** A type of entities that `search` finds, or `DATASET`, of which there are few. */
export type SlugKind = string;

export interface Wanted {
  kinds: readonly SlugKind[];
  /** What is typed of it, and between which offsets it stands, without its quotes. */
  typed: string;
  from: number;
  until: number;
}

const SEARCHED = ['ROLE', 'SKILL', 'TOOL', 'APPLICATION', 'RESPONSIBILITY', 'QUALIFICATION', 'ROLE_GROUP'];
const A_SLUG = /\bslugs?\b/i;

/** Of what an argument takes slugs, by what the schema says of it; none where it takes no slug. */
export function kindsOf(description: string | null | undefined, returned: string): readonly SlugKind[] {
  const says = description ?? '';
  if (!A_SLUG.test(says)) return [];
  const before = /(role groups?|groups?|\w+) with th(?:is|ese) slugs?\b/i.exec(says)?.[1];
  const after = /\bslugs? of (?:\S+ ){0,4}?(role groups?|roles?|skills?|tools?|datasets?)\b/i.exec(says)?.[1];
  const told = (before ?? after ?? '')
    .replace(/s$/i, '')
    .replace(/^(role )?group$/i, 'role_group')
    .toUpperCase();
  if (told === 'DATASET' || SEARCHED.includes(told)) return [told];
  const own = returned
    .replace(/Connection$/, '')
    .replace(/(?<=[a-z])(?=[A-Z])/g, '_')
    .toUpperCase();
  return own === 'DATASET' || SEARCHED.includes(own) ? [own] : SEARCHED;
}

function read(text: string): DocumentNode | null {
  try {
    return parse(text);
  } catch {
    return null; // while one types
  }
}

/** Visits each value of a document with the argument, or field of an input object, that it is given to. */
function eachValue(
  schema: GraphQLSchema,
  document: DocumentNode,
  met: (node: StringValueNode | VariableNode, kinds: readonly SlugKind[]) => void,
): void {
  const info = new TypeInfo(schema);
  const fields: (GraphQLInputField | undefined)[] = [];
  const told = (node: StringValueNode | VariableNode) => {
    const given = fields.length ? fields.at(-1) : info.getArgument();
    met(node, given ? kindsOf(given.description, getNamedType(info.getFieldDef()?.type)?.name ?? '') : []);
  };
  visit(
    document,
    visitWithTypeInfo(info, {
      [Kind.VARIABLE_DEFINITION]: () => false, // they say what it is, not where it goes
      ObjectField: {
        enter: ({ name }) => {
          const parent = getNamedType(info.getParentInputType());
          fields.push(isInputObjectType(parent) ? parent.getFields()[name.value] : undefined);
        },
        leave: () => void fields.pop(),
      },
      StringValue: told,
      Variable: told,
    }),
  );
}

/** The slug that is written at a place of a document, null where none is. */
export function inQuery(schema: GraphQLSchema, text: string, offset: number): Wanted | null {
  const document = read(text);
  let found: Wanted | null = null;
  if (!document) return null;
  eachValue(schema, document, ({ kind, loc }, kinds) => {
    if (kind !== Kind.STRING || !loc || !kinds.length || offset <= loc.start || offset >= loc.end) return;
    found = { kinds, typed: text.slice(loc.start + 1, offset), from: loc.start + 1, until: loc.end - 1 };
  });
  return found;
}

/** The slug that is written at a place of the variables of a document. */
export function inVariables(schema: GraphQLSchema, query: string, variables: string, offset: number): Wanted | null {
  const document = read(query);
  const place = quoted(variables, offset);
  const name = document && place ? variableAt(variables, offset) : null;
  if (!document || !place || name === null) return null;
  const kinds = new Set<SlugKind>();
  eachValue(schema, document, (node, taken) => {
    if (node.kind === Kind.VARIABLE && node.name.value === name) for (const kind of taken) kinds.add(kind);
  });
  return kinds.size ? { kinds: [...kinds], ...place } : null;
}

/** The text in quotes around a place of JSON. */
function quoted(json: string, offset: number): { typed: string; from: number; until: number } | null {
  let start = -1;
  for (let at = 0; at < json.length; at++) {
    if (json[at] === '\\') at++;
    else if (json[at] === '"') {
      if (start < 0) start = at + 1;
      else {
        if (offset >= start && offset <= at) return { typed: json.slice(start, offset), from: start, until: at };
        start = -1;
      }
    }
  }
  return null;
}

/** The topmost key whose value a place of JSON is in. */
function variableAt(json: string, offset: number): string | null {
  let depth = 0;
  let key: string | null = null;
  let at = 0;
  while (at < offset) {
    const letter = json[at];
    if (letter === '"') {
      const end = /^"(?:[^"\\]|\\.)*"?/.exec(json.slice(at))?.[0].length ?? 1;
      const word = json.slice(at + 1, at + end - 1);
      if (at + end > offset) return depth === 1 && /^\s*:/.test(json.slice(at + end)) ? null : key;
      if (depth === 1 && /^\s*:/.test(json.slice(at + end))) key = word;
      at += end;
      continue;
    }
    if (letter === '{' || letter === '[') depth++;
    if (letter === '}' || letter === ']') depth--;
    at++;
  }
  return key;
}
