import { GraphQLError } from 'graphql';
import { afterEach, describe, expect, test, vi } from 'vitest';

import { pause, refusal } from '../src/page/refusal';

function refused(extensions: Record<string, unknown>, retryAfter?: string) {
  const headers = new Headers(retryAfter === undefined ? {} : { 'Retry-After': retryAfter });
  return refusal({
    graphQLErrors: [new GraphQLError('As the server says it.', { extensions })],
    response: new Response(null, { headers }),
  });
}

afterEach(() => vi.useRealTimers());

describe('what a refusal says', () => {
  test('is the message of the server, and nothing of asking again', () => {
    expect(refused({ code: 'TIMEOUT' })).toMatchObject({
      message: 'As the server says it.',
      language: 'en',
      code: 'TIMEOUT',
      after: undefined,
    });
    expect(refused({ code: 'TIMEOUT' }, '2').language).toBeUndefined();
  });

  test.each([
    ['TIMEOUT', 'New data was loaded, and the server is still getting it ready.'],
    ['OVERLOADED', 'Very much is asked of the server just now.'],
    ['RATE_LIMITED', 'That was much at once: the server asks for a pause.'],
    ['UNAVAILABLE', 'As the server says it.'],
  ])('is why it is worth to ask again, where the server says so: %s', (code, message) => {
    expect(refused({ code }, '2')).toMatchObject({ message, after: 2 });
  });

  test('names the variable that was wrong, its place, and what may have been meant', () => {
    const error = refused({ code: 'NOT_FOUND', argument: ['roles', 1], nearest: ['cook', 7] });
    expect(error).toMatchObject({ argument: 'roles', place: 1, nearest: ['cook'] });
    expect(refused({ code: 'NOT_FOUND', argument: ['from'] })).toMatchObject({ argument: 'from', place: undefined, nearest: [] });
  });

  test('is that nobody answers, where nobody does; from a proxy that says when, that one waits', () => {
    expect(refusal({ graphQLErrors: [] })).toMatchObject({ code: undefined, after: undefined });
    expect(refusal({ graphQLErrors: [] }).message).toContain('Check your connection');
    const busy = new Response(null, { status: 503, headers: { 'Retry-After': '5' } });
    expect(refusal({ graphQLErrors: [], response: busy })).toMatchObject({ message: 'The server does not answer just now.', after: 5 });
  });
});

describe('the header Retry-After', () => {
  test('tells seconds, or when they are over', () => {
    vi.useFakeTimers({ now: Date.parse('2026-11-27T12:00:00Z') });
    const told = (said?: string) => refused({ code: 'TIMEOUT' }, said).after;
    expect(told('30')).toBe(30);
    expect(told('Fri, 27 Nov 2026 12:00:07 GMT')).toBe(7);
    expect(told('Fri, 27 Nov 2026 11:00:00 GMT')).toBe(0);
    expect(['', '-1', 'soon', undefined].map(told)).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('the pause between questions', () => {
  test('grows to half a minute, and is never shorter than the server wants it', () => {
    const pauses = [0, 1, 2, 3, 4, 5, 6, 11].map((times) => Math.round(pause(2, times)));
    expect(pauses).toEqual([2, 3, 5, 8, 13, 21, 30, 30]);
    expect([0, 1, 5].map((times) => pause(90, times))).toEqual([90, 90, 90]);
    expect(pause(0, 0)).toBe(1);
  });
});
