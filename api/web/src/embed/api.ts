// Asks a Rolegraph server from a page of any origin: documents by their hash, with GET, so that caches answer.

import type { TypedDocumentString } from './generated/graphql';

export interface Server {
  origin: string;
  key: string | null;
  revision: string | null;
  /** The language in which names are wanted, as a BCP 47 tag; null for that of the reader's browser. */
  language: string | null;
}

const script = document.currentScript;

/**
 * Where this script came from, without a slash at the end: the server that the elements ask unless told otherwise. One
 * that has a path prefix writes it into the script's element, with a line before these.
 */
export const HOME =
  script instanceof HTMLScriptElement ? new URL(script.src).origin + (script.dataset.prefix ?? '') : window.location.origin;

interface Told {
  message: string;
  path?: (string | number)[];
  extensions?: { code?: string; argument?: (string | number)[] };
}

export class Refused extends Error {
  constructor(
    message: string,
    readonly code: string,
    /** The way to the argument that is wrong, as `["roles", 1]`. */
    readonly argument: (string | number)[] = [],
  ) {
    super(message);
  }
}

/**
 * The data of an answer; `discreet` questions go by POST, as nothing of what people say of themselves belongs into an
 * address. Throws `Refused` with the first error of an answer that has any.
 */
export async function ask<Data, Variables extends object>(
  server: Server,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  signal: AbortSignal,
  discreet = false,
): Promise<Data> {
  const path = server.revision ? `/revisions/${encodeURIComponent(server.revision)}/graphql` : '/graphql';
  const documentId = String(document.__meta__?.hash ?? '');
  const language: Record<string, string> = server.language ? { language: server.language } : {};
  const asked = discreet ? language : { documentId, variables: JSON.stringify(variables), ...language };
  const headers: Record<string, string> = { accept: 'application/json' };
  if (server.key) headers['x-api-key'] = server.key;
  if (discreet) headers['content-type'] = 'application/json';
  const posted = discreet ? { method: 'POST', body: JSON.stringify({ documentId, variables }) } : {};
  const address = `${server.origin}${path}?${new URLSearchParams(asked).toString()}`;
  const response = await fetch(address, { ...posted, headers, signal, credentials: 'omit' });
  const answer = (await response.json()) as { data?: Data; errors?: Told[] };
  const error = answer.errors?.[0];
  if (error) throw new Refused(error.message, error.extensions?.code ?? 'UNKNOWN', error.extensions?.argument);
  if (!answer.data) throw new Refused('There is no answer.', 'UNKNOWN');
  return answer.data;
}
