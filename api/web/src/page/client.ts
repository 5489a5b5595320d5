import { Client, type CombinedError, fetchExchange, stringifyDocument, type TypedDocumentNode } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import { useQuery } from 'urql';

// Documents are asked for by the hash that the build wrote into them, with GET: so every cache on the way may answer.
function hashOf(_: string, document: { __meta__?: { hash?: string } }): Promise<string> {
  return Promise.resolve(document.__meta__?.hash?.replace('sha256:', '') ?? '');
}

export const client = new Client({
  url: '/graphql',
  preferGetMethod: 'force',
  exchanges: [
    persistedExchange({
      generateHash: hashOf as (text: string, document: unknown) => Promise<string>,
      enforcePersistedQueries: true,
      preferGetForPersistedQueries: 'force',
    }),
    fetchExchange,
  ],
});

export interface Asked<Data> {
  data: Data | undefined;
  error: CombinedError | undefined;
  waiting: boolean;
  again: () => void;
}

/** Ask a question; `null` for variables means: not yet. */
export function useAsk<Data, Variables extends object>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables | null,
): Asked<Data> {
  const [result, execute] = useQuery<Data, object>({
    query: document as TypedDocumentNode<Data, object>,
    variables: variables ?? {},
    pause: variables === null,
  });
  const waiting = variables !== null && (result.fetching || result.stale);
  // What failed is null in the data: beside its error, and while the next answer is waited for.
  const failed = result.error !== undefined || (waiting && Object.values(result.data ?? {}).includes(null));
  return {
    data: variables === null || failed ? undefined : result.data,
    error: variables === null ? undefined : result.error,
    waiting,
    again: () => execute({ requestPolicy: 'network-only' }),
  };
}

/** The address of GraphiQL with a document and its variables. */
export function graphiqlAddress(document: TypedDocumentNode<never, never> | object, variables: object): string {
  const query = stringifyDocument(document as never);
  return `/graphql?${new URLSearchParams({ query, variables: JSON.stringify(variables, null, 2) }).toString()}`;
}
