import { describe, expect, test } from 'vitest';

import { day, dotted, isKnown, money, percent, plain, smallPercent } from '../src/words';

test('an enum is said as words, with one capital', () => {
  expect(plain('OUT_OF_REACH')).toBe('Out of reach');
  expect(plain('Role')).toBe('Role');
  expect(plain('')).toBe('');
});

test('zero, no and nothing typed are known; null and undefined are not', () => {
  expect([0, false, '', null, undefined].map(isKnown)).toEqual([true, true, true, false, false]);
});

test.each([
  [0, '0%'],
  [0.005, '1%'],
  [0.504, '50%'],
  [1, '100%'],
])('%f is %s', (share, said) => expect(percent(share)).toBe(said));

test.each([
  [0, '0.0%'],
  [0.004, '0.4%'],
  [0.0994, '9.9%'],
  [0.0995, '10%'],
  [0.345, '35%'],
])('a small share of %f is %s', (share, said) => expect(smallPercent(share)).toBe(said));

describe('days', () => {
  test('a date is the same day west and east of Greenwich', () => {
    const before = process.env.TZ;
    for (const zone of ['America/Los_Angeles', 'UTC', 'Pacific/Auckland']) {
      process.env.TZ = zone;
      expect(day('2024-05-03'), zone).toBe('May 3, 2024');
    }
    process.env.TZ = before;
  });

  test('a moment is the day where the reader is', () => {
    const before = process.env.TZ;
    process.env.TZ = 'America/Los_Angeles';
    expect(day('2024-05-03T02:00:00+00:00')).toBe('May 2, 2024');
    process.env.TZ = 'Pacific/Auckland';
    expect(day('2024-05-03T20:00:00+00:00')).toBe('May 4, 2024');
    process.env.TZ = before;
  });
});

test('money is in whole units of its currency', () => {
  expect(money(120500.4, 'USD')).toBe('$120,500');
  expect(money(0, 'EUR')).toBe('€0');
});

test('what is not known leaves no dot behind', () => {
  expect(dotted('Tool', null, undefined, '', false, 'ESCO')).toBe('Tool · ESCO');
  expect(dotted(null)).toBe('');
});
