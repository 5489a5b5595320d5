// Pages of a list, put one after the other.

/** What the schema's connections have in common, as far as it is asked for. */
export interface Connection {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
  edges?: readonly unknown[];
  nodes?: readonly unknown[];
}

/** What stands in an answer under names with dots between them, undefined where one is missing or null. */
function under(data: unknown, at: string): unknown {
  return at.split('.').reduce<unknown>((within, name) => (within as Record<string, unknown> | null | undefined)?.[name], data);
}

export function listAt(data: unknown, at: string): Connection | undefined {
  return (under(data, at) ?? undefined) as Connection | undefined;
}

/** An answer whose list goes on with that of another answer; all else stays as it was. Throws if it has no such list. */
export function withPage<Data>(before: Data, page: Data, at: string): Data {
  const [held, further] = [listAt(before, at), listAt(page, at)];
  if (!held || !further) throw new Error(`there is no list at ${at}`);
  const joined: Connection = { ...held, pageInfo: further.pageInfo };
  if (held.edges) joined.edges = [...held.edges, ...(further.edges ?? [])];
  if (held.nodes) joined.nodes = [...held.nodes, ...(further.nodes ?? [])];
  return put(before, at.split('.'), joined) as Data;
}

function put(within: unknown, [name, ...names]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  const held = within as Record<string, unknown>;
  return { ...held, [name]: put(held[name], names, value) };
}
