import { Client, type CombinedError, fetchExchange, stringifyDocument, type TypedDocumentNode } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import type { DocumentNode } from 'graphql';
import { useEffect, useRef } from 'react';
import { type AnyVariables, useQuery } from 'urql';
import { PREFIX } from '../prefix';
import { acceptedIn } from './language';
import { met, servedIn, useNewest } from './served';

/** The hash that the build wrote into a document. */
function hashOf(_: string, document: DocumentNode & { __meta__?: { hash: string } }): Promise<string | undefined> {
  return Promise.resolve(document.__meta__?.hash.replace('sha256:', ''));
}

const made = new Map<string | undefined, Client>();

/**
 * Asks in a language that was chosen, undefined for those of the browser. Documents are asked for by their hash, with GET: so
 * every cache on the way may answer. One client for each, as they know answers by what was asked alone.
 */
export function clientFor(language: string | undefined): Client {
  const client = made.get(language) ?? asking(`${PREFIX}/graphql`, true);
  made.set(language, client);
  return client;
}

// What people write about themselves does not belong into an address: the same documents, with POST.
export const discreet = asking(`${PREFIX}/graphql`, false);

function asking(url: string, get: boolean): Client {
  const preferGet = get ? 'force' : false;
  return new Client({
    url,
    preferGetMethod: preferGet,
    // Caches on the way may answer for a while; here the browser asks whether that is over.
    fetchOptions: () => ({ ...(get ? { cache: 'no-cache' } : {}), headers: acceptedIn(window.location.search) }),
    exchanges: [
      persistedExchange({ generateHash: hashOf, enforcePersistedQueries: true, preferGetForPersistedQueries: preferGet }),
      fetchExchange,
    ],
  });
}

/** A question and what has come of it. */
export interface Asked<Data> {
  document: DocumentNode;
  variables: object;
  data: Data | undefined;
  error: CombinedError | undefined;
  waiting: boolean;
  again: () => void;
}

/** Ask a question; `null` for variables means: not yet. */
export function useAsk<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables | null,
): Asked<Data> {
  const [result, execute] = useQuery<Data, AnyVariables>({ query: document, variables: variables ?? {}, pause: variables === null });
  const own = servedIn(result.data);
  const newest = useNewest();
  const askedFor = useRef<string>(undefined);
  useEffect(() => met(own), [own]);
  const isOld = variables !== null && !result.fetching && own !== undefined && newest !== undefined && own.digest !== newest;
  useEffect(() => {
    // Once for each revision: another process may be behind, or the database was put back.
    if (!isOld || askedFor.current === newest) return;
    askedFor.current = newest;
    execute({ requestPolicy: 'network-only' });
  }, [isOld, newest, execute]);
  const waiting = variables !== null && (result.fetching || result.stale);
  // What failed is null in the data: beside its error, and while the next answer is waited for.
  const failed = result.error !== undefined || (waiting && Object.values(result.data ?? {}).includes(null));
  return {
    document,
    variables: variables ?? {},
    data: variables === null || failed ? undefined : result.data,
    error: variables === null ? undefined : result.error,
    waiting,
    again: () => execute({ requestPolicy: 'network-only' }),
  };
}

/** The address of GraphiQL with a document and its variables. */
export function graphiqlAddress(document: DocumentNode, variables: object): string {
  const query = stringifyDocument(document);
  return `${PREFIX}/graphql?${new URLSearchParams({ query, variables: JSON.stringify(variables, null, 2) }).toString()}`;
}
