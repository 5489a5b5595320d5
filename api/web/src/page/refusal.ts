// What the API says of a question that it does not answer.

import type { CombinedError } from '@urql/core';
import { say } from '../messages/say';

export interface Refusal {
  message: string;
  /** That of the message, where it is the server's, which refuses in English; undefined for that of the page. */
  language: 'en' | undefined;
  /** The stable code of the error, undefined where the server did not answer. */
  code: string | undefined;
  /** Slugs that may have been meant. */
  nearest: string[];
  /** The name of the variable that was wrong, and its place in a list of several. */
  argument: string | undefined;
  place: number | undefined;
  /** In how many seconds to ask again, undefined where the server does not say that it is worth it. */
  after: number | undefined;
}

/** The first error of an answer; without any, the server did not answer. */
export function refusal(error: Pick<CombinedError, 'graphQLErrors' | 'response'>): Refusal {
  const [first] = error.graphQLErrors;
  const after = wait((error.response as Response | undefined)?.headers.get('retry-after'));
  if (!first) {
    const message =
      after === undefined
        ? say('The server does not answer. Check your connection, then try again.')
        : say('The server does not answer just now.');
    return { message, language: undefined, code: undefined, nearest: [], argument: undefined, place: undefined, after };
  }
  const { nearest, argument, code } = first.extensions;
  const path: unknown[] = Array.isArray(argument) ? argument : [];
  const last = path.at(-1);
  const ours = after === undefined ? undefined : worthWaiting(code);
  return {
    message: ours ?? first.message,
    language: ours === undefined ? 'en' : undefined,
    code: typeof code === 'string' ? code : undefined,
    nearest: Array.isArray(nearest) ? nearest.filter((each: unknown): each is string => typeof each === 'string') : [],
    argument: typeof path[0] === 'string' ? path[0] : undefined,
    place: typeof last === 'number' ? last : undefined,
    after,
  };
}

/** Why it is worth to ask again, in the reader's language. */
function worthWaiting(code: unknown): string | undefined {
  switch (code) {
    case 'TIMEOUT':
      return say('New data was loaded, and the server is still getting it ready.');
    case 'OVERLOADED':
      return say('Very much is asked of the server just now.');
    case 'RATE_LIMITED':
      return say('That was much at once: the server asks for a pause.');
    default:
      return undefined;
  }
}

/** Seconds, as the header `Retry-After` says them: as a number, or as the time when they are over. */
function wait(said: string | null | undefined): number | undefined {
  if (!said?.trim()) return undefined;
  const seconds = Number(said);
  const until = Date.parse(said);
  if (Number.isFinite(seconds)) return seconds >= 0 ? seconds : undefined;
  return Number.isNaN(until) ? undefined : Math.max(0, Math.ceil((until - Date.now()) / 1000));
}

export const ASKED_AGAIN = 12; // times, then the reader decides; that is some four minutes
const GROWS = 1.6;
const LONGEST = 30; // seconds

/** How many seconds to wait until one asks again, who was told `after` and has asked again so many times already. */
export function pause(after: number, times: number): number {
  return Math.max(after, Math.min(LONGEST, Math.max(1, after) * GROWS ** times));
}
