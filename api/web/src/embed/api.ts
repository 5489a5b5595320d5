// Asks a Rolegraph server from a page of any origin: documents by their hash, with GET, so that caches answer.

import type { TypedDocumentString } from './generated/graphql';

export interface Server {
  origin: string;
  key: string | null;
  revision: string | null;
}

const script = document.currentScript;

/**
 * Where this script came from, without a slash at the end: the server that the elements ask unless told otherwise. One
 * that has a path prefix writes it into the script's element, with a line before these.
 */
export const HOME =
  script instanceof HTMLScriptElement ? new URL(script.src).origin + (script.dataset.prefix ?? '') : window.location.origin;

export class Refused extends Error {
  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
  }
}

/** The data of an answer. Throws `Refused` with the first error of an answer that has any. */
export async function ask<Data, Variables extends object>(
  server: Server,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  signal: AbortSignal,
): Promise<Data> {
  const path = server.revision ? `/revisions/${encodeURIComponent(server.revision)}/graphql` : '/graphql';
  const asked = new URLSearchParams({ documentId: String(document.__meta__?.hash ?? ''), variables: JSON.stringify(variables) });
  const headers: Record<string, string> = { accept: 'application/json' };
  if (server.key) headers['x-api-key'] = server.key;
  const response = await fetch(`${server.origin}${path}?${asked.toString()}`, { headers, signal, credentials: 'omit' });
  const answer = (await response.json()) as { data?: Data; errors?: { message: string; extensions?: { code?: string } }[] };
  const error = answer.errors?.[0];
  if (error || !answer.data) throw new Refused(error?.message ?? 'There is no answer.', error?.extensions?.code ?? 'UNKNOWN');
  return answer.data;
}
