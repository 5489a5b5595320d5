// Lists that come in pages: the first with the view, the others when they are asked for, and all of them for a file.

import { CombinedError, type TypedDocumentNode } from '@urql/core';
import { useState } from 'react';
import { type AnyVariables, useClient } from 'urql';

import { type Asked, useAsk } from './client';
import { type Connection, listAt, withPage } from './joining';
import { met, servedIn } from './served';

/** Where a list stands in the answer, by the variable that takes the cursor after which its next page begins. */
export type Lists = Readonly<Record<string, string>>;

/** How far a list has come, and how to see more of it. */
export interface Rest {
  shown: number;
  total: number;
  more: boolean;
  fetching: boolean;
  error: CombinedError | undefined;
  /** Undefined where no more of it can be shown. */
  next: (() => void) | undefined;
}

export interface Paged<Data> extends Asked<Data> {
  rest: (list: string) => Rest;
  /** The answer with all pages of all lists. Throws the error of the page that does not come. */
  whole: () => Promise<Data>;
}

/** A question whose answer has lists in pages. For files it asks for `large` ones, where the question takes `first`. */
export function usePages<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables | null,
  lists: Lists,
  large?: number,
): Paged<Data> {
  const client = useClient(); // that of the view: what people write about themselves is asked with POST
  const asked = useAsk(document, variables);
  const [joined, setJoined] = useState<{ to: Data; data: Data } | null>(null);
  const [state, setState] = useState<{ list: string; of: Data; fetching: boolean; error?: CombinedError } | null>(null);
  const data = joined && joined.to === asked.data ? joined.data : asked.data;

  async function further(before: Data, list: string, size: object = {}): Promise<Data> {
    const at = lists[list] ?? '';
    const after = listAt(before, at)?.pageInfo.endCursor;
    const question = { ...variables, ...size, [list]: after };
    const page = await client.query<Data, AnyVariables>(document, question, { requestPolicy: 'network-only' }).toPromise();
    if (page.error || !page.data) throw page.error ?? new Error('a page without data');
    const served = servedIn(page.data);
    if (served?.digest !== servedIn(before)?.digest) {
      met(served); // so that the first page is asked for again
      throw new Error('a page of another revision');
    }
    return withPage(before, page.data, at);
  }

  const next = (list: string) => {
    const first = asked.data;
    if (first === undefined || data === undefined) return;
    setState({ list, of: first, fetching: true });
    further(data, list).then(
      (more) => {
        setJoined({ to: first, data: more });
        setState(null);
      },
      (error: unknown) => setState({ list, of: first, fetching: false, error: error instanceof CombinedError ? error : undefined }),
    );
  };

  return {
    ...asked,
    data,
    whole: async () => {
      let all = data;
      if (all === undefined) throw new Error('there is nothing to go on from');
      for (const list of Object.keys(lists)) {
        while (listAt(all, lists[list] ?? '')?.pageInfo.hasNextPage) all = await further(all, list, large ? { first: large } : {});
      }
      return all;
    },
    rest: (list) => {
      const found: Connection | undefined = listAt(data, lists[list] ?? '');
      const mine = state?.list === list && state.of === asked.data ? state : null;
      return {
        shown: (found?.edges ?? found?.nodes ?? []).length,
        total: found?.totalCount ?? 0,
        more: found?.pageInfo.hasNextPage ?? false,
        fetching: mine?.fetching ?? false,
        error: mine?.error,
        next: () => next(list),
      };
    },
  };
}
