import { describe, expect, test } from 'vitest';

import { besides, CENTRE, DOT, laidOut, type MapTarget, named, ring, SIZE } from '../src/page/charts/layout';
import { keyOf, regions } from '../src/page/charts/regions';
import { takes } from '../src/page/charts/rung';
import { type Factor, factorName, points, takenApart } from '../src/page/charts/taken';

const inSets = (key: string) => ({ in: [...key].map((digit) => digit === '1') });

describe('regions of sets', () => {
  test('each member is in one region, that of just its sets', () => {
    const found = regions(['110', '100', '110', '001', '111'].map(inSets));
    expect(found.map(({ key, size }) => [key, size])).toEqual([
      ['111', 1],
      ['110', 2],
      ['100', 1],
      ['001', 1],
    ]);
  });

  test('among as many sets the larger region comes first, then that of earlier sets', () => {
    expect(regions(['01', '10', '01', '01'].map(inSets)).map((each) => each.key)).toEqual(['01', '10']);
    expect(regions(['01', '10'].map(inSets)).map((each) => each.key)).toEqual(['10', '01']);
  });

  test('a key tells its sets, and without members there is no region', () => {
    expect(keyOf([true, false, true])).toBe('101');
    expect(regions([])).toEqual([]);
  });
});

describe('a figure taken apart', () => {
  const factor = (kind: string, weight: number, score: number): Factor => {
    return { kind, weight, score, contribution: weight * score, explanation: '' };
  };
  // half of all weight is the barriers', so the reasons count twice what the server says
  const factors = [factor('WORK', 0.1, 1), factor('MEANING', 0.4, 0.75), factor('EDUCATION', 0.3, 0), factor('LICENCE', 0.2, 0)];
  const { reasons, barriers, before, widest } = takenApart(factors, 0.4);

  test('reasons add up to the figure before barriers, and what barriers take to the rest', () => {
    expect(before).toBeCloseTo(0.8);
    expect(reasons.reduce((sum, each) => sum + each.has, 0)).toBeCloseTo(before);
    expect(before - barriers.reduce((sum, each) => sum + each.takes, 0)).toBeCloseTo(0.4);
  });

  test('reasons count for the whole, the heaviest first', () => {
    expect(reasons.map((each) => each.kind)).toEqual(['MEANING', 'WORK']);
    expect(reasons.reduce((sum, each) => sum + each.counts, 0)).toBeCloseTo(1);
    expect(barriers.map((each) => each.kind)).toEqual(['EDUCATION', 'LICENCE']);
  });

  test('the widest track is that of what counts or takes most', () => {
    expect(widest).toBeCloseTo(0.8);
    expect(takenApart([factor('WORK', 0.1, 1), factor('LICENCE', 0.9, 0)], 0.1).widest).toBeCloseTo(1);
  });

  test('without barriers nothing is taken away', () => {
    const whole = takenApart([factor('MEANING', 1, 0.5)], 0.5);
    expect(whole.barriers).toEqual([]);
    expect(whole.before).toBe(0.5);
  });

  test('levels are a reason where they come first, and a barrier where they come again', () => {
    const twice = takenApart([factor('LEVELS', 0.5, 1), factor('LEVELS', 0.25, 0)], 0.5);
    expect(twice.reasons.map((each) => each.weight)).toEqual([0.5]);
    expect(twice.barriers.map((each) => each.weight)).toEqual([0.25]);
  });

  test('kinds have names, unknown ones their own in words', () => {
    expect(factorName('GROUPS')).toBe('Place in the classification');
    expect(factorName('SHOE_SIZE')).toBe('Shoe size');
    expect(points(0.1234)).toBe('12.3');
  });
});

describe('a rung', () => {
  const barrier = { kind: 'EDUCATION', needed: 'a degree', held: null };

  test('tells its main barrier in full, the others by name, and what is not known', () => {
    const barriers = [
      { ...barrier, held: 'a diploma' },
      { ...barrier, kind: 'LICENCE' },
      { ...barrier, kind: 'TRAINING' },
    ];
    expect(takes({ barriers, unknown: [{ kind: 'JOB_ZONE' }] })).toBe(
      'Education: a degree, instead of a diploma. And licence, training. Not known: job zone.',
    );
  });

  test('does not tell what is held where it is nothing', () => {
    expect(takes({ barriers: [barrier], unknown: [] })).toBe('Education: a degree.');
  });

  test('says so where nothing stands in the way', () => {
    expect(takes({ barriers: [], unknown: [] })).toBe('Nothing that is known stands in the way.');
  });
});

describe('the map', () => {
  const target = (slug: string, value: number, family = 'a'): MapTarget => {
    return { slug, name: slug, value, family, documented: false, band: 'EASY' };
  };
  const targets = Array.from({ length: 20 }, (_, place) => target(`role ${place}`, 0.9 - place / 40, place % 2 ? 'a' : 'b'));
  const away = ({ x, y }: { x: number; y: number }) => Math.hypot(x - CENTRE, y - CENTRE);

  test('keeps the order of the list, and all spots within the drawing and off the middle', () => {
    const spots = laidOut(targets);
    expect(spots.map((spot) => [spot.place, spot.target.slug])).toEqual(targets.map((each, place) => [place, each.slug]));
    for (const spot of spots) {
      expect(away(spot)).toBeGreaterThan(44 + DOT);
      expect(Math.min(spot.x, spot.y, SIZE - spot.x, SIZE - spot.y)).toBeGreaterThan(DOT);
    }
  });

  test('sets the greatest value nearest to the middle, and the least farthest', () => {
    const spots = laidOut([target('far', 0.2), target('near', 0.9), target('between', 0.5)]);
    const [far, near, between] = spots.map(away);
    expect(near).toBeLessThan(between ?? 0);
    expect(between).toBeLessThan(far ?? 0);
  });

  test('keeps crowded spots from covering each other', () => {
    const crowd = Array.from({ length: 30 }, (_, place) => target(`role ${place}`, place ? 0.9 : 0.1));
    const spots = laidOut(crowd);
    const gaps = spots.flatMap((one, place) => spots.slice(place + 1).map((other) => Math.hypot(one.x - other.x, one.y - other.y)));
    expect(Math.min(...gaps)).toBeGreaterThan(2 * DOT);
  });

  test('draws the same for the same, and one target alone', () => {
    expect(laidOut(targets)).toEqual(laidOut(targets));
    expect(laidOut([target('only', 1)])).toHaveLength(1);
  });

  test('names that stand on one side never cover each other', () => {
    const labels = named(laidOut(Array.from({ length: 12 }, (_, place) => target(`role ${place}`, 0.7))));
    for (const side of ['start', 'end']) {
      const down = labels.filter((each) => each.textAnchor === side).map((each) => each.y);
      down.sort((one, other) => one - other);
      for (const [place, y] of down.entries()) if (place) expect(y - (down[place - 1] ?? 0)).toBeGreaterThanOrEqual(20);
    }
  });

  test('has one scale for all maps: the same value is as far from the middle whatever stands beside it', () => {
    const [alone] = laidOut([target('one', 0.5)]).map(away);
    const [beside] = laidOut([target('one', 0.5), target('other', 0.9)]).map(away);
    expect(alone).toBeCloseTo(ring(0.5), 0);
    expect(beside).toBeCloseTo(ring(0.5), 0);
    expect([ring(0.9), ring(0.45) < ring(0.2), ring(0.05)]).toEqual([ring(1), true, ring(0)]);
  });

  test('names stand outward of their spots where there is room, else below', () => {
    const spot = (x: number, name: string) => ({ target: target(name, 1), place: 0, x, y: 100 });
    expect(besides(spot(300, 'short'))).toMatchObject({ textAnchor: 'start', x: 300 + DOT + 5 });
    expect(besides(spot(200, 'short'))).toMatchObject({ textAnchor: 'end', x: 200 - DOT - 5 });
    expect(besides(spot(540, 'much too long a name'))).toMatchObject({ textAnchor: 'middle', x: 540, y: 100 + DOT + 13 });
    expect(besides(spot(20, 'much too long a name'))).toMatchObject({ textAnchor: 'middle' });
  });
});
