// What the API says of a question that it does not answer.

import type { CombinedError } from '@urql/core';
import { say } from '../messages/say';

interface Refusal {
  message: string;
  /** Slugs that may have been meant. */
  nearest: string[];
  /** The place of the wrong one in a list that was asked for. */
  place: number | undefined;
}

/** The first error of an answer; without any, the server did not answer. */
export function refusal({ graphQLErrors: [first] }: Pick<CombinedError, 'graphQLErrors'>): Refusal {
  if (!first) return { message: say('The server does not answer. Check your connection, then try again.'), nearest: [], place: undefined };
  const { nearest, argument } = first.extensions;
  const last: unknown = Array.isArray(argument) ? argument.at(-1) : undefined;
  return {
    message: first.message,
    nearest: Array.isArray(nearest) ? nearest.filter((each: unknown): each is string => typeof each === 'string') : [],
    place: typeof last === 'number' ? last : undefined,
  };
}
