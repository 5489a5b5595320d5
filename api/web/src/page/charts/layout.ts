// Where the targets of a map stand.

import { forceCollide, forceRadial, forceSimulation, forceX, forceY } from 'd3-force';
import { scaleLinear } from 'd3-scale';

import type { BandWord } from '../bands';

export interface MapTarget {
  slug: string;
  name: string;
  /** 0 to 1: how far in. */
  value: number;
  /** Those of one family stand beside each other. */
  family: string;
  documented: boolean;
  band: BandWord;
}

export interface Spot {
  target: MapTarget;
  /** The place of the target in the list, from 0. */
  place: number;
  x: number;
  y: number;
}

export const SIZE = 560;
export const CENTRE = SIZE / 2;
export const DOT = 16;
export const MAPPED = 12; // so many targets have room for their names
const [NEAREST, FARTHEST] = [0.75, 0.15]; // the values at the innermost and the outermost place, the same on every map
const INNER = 92;
const OUTER = CENTRE - 40;
const LETTER = 8.5; // about how wide a letter of a name is

const ASIDE = 150; // pixels beside the drawing on either side, for names
const LINE = 20; // from one name to the next
export const VIEW = `${-ASIDE} 0 ${SIZE + 2 * ASIDE} ${SIZE}`;

/** Where a name stands: outward of its spot if there is room, so that neighbours keep clear of each other, else below. */
export function besides({ x, y, target }: Spot): { x: number; y: number; textAnchor: 'start' | 'middle' | 'end' } {
  const far = DOT + 5 + LETTER * target.name.length;
  if (x >= CENTRE && x + far <= SIZE + ASIDE) return { x: x + DOT + 5, y: y + 4.5, textAnchor: 'start' };
  if (x < CENTRE && x >= far - ASIDE) return { x: x - DOT - 5, y: y + 4.5, textAnchor: 'end' };
  return { x, y: y + DOT + 13, textAnchor: 'middle' };
}

/** Where all names stand: as above, those on one side moved down as far as it takes that none covers another. */
export function named(spots: readonly Spot[]): ReturnType<typeof besides>[] {
  const labels = spots.map(besides);
  for (const side of ['start', 'end'] as const) {
    let last = -LINE;
    const down = labels.filter((each) => each.textAnchor === side).sort((one, other) => one.y - other.y);
    for (const each of down) {
      each.y = Math.max(each.y, last + LINE);
      last = each.y;
    }
  }
  return labels;
}

const distance = scaleLinear().domain([NEAREST, FARTHEST]).range([INNER, OUTER]).clamp(true);

/** How far from the middle a value stands, on every map. */
export function ring(value: number): number {
  return distance(value);
}

/** The spots of the targets, in their order. The same targets stand where they stood. */
export function laidOut(targets: readonly MapTarget[]): Spot[] {
  const around = [...targets].sort((one, other) => one.family.localeCompare(other.family) || other.value - one.value);
  const spots = targets.map((target, place) => {
    const angle = (2 * Math.PI * (around.indexOf(target) + 0.5)) / targets.length - Math.PI / 2;
    const [x, y] = [CENTRE + distance(target.value) * Math.cos(angle), CENTRE + distance(target.value) * Math.sin(angle)];
    return { target, place, x, y, home: { x, y } };
  });
  forceSimulation(spots)
    .force('apart', forceCollide(targets.length <= MAPPED ? 2 * DOT : DOT + 3))
    .force('far', forceRadial<(typeof spots)[number]>((spot) => distance(spot.target.value), CENTRE, CENTRE).strength(1))
    .force('x', forceX<(typeof spots)[number]>((spot) => spot.home.x).strength(0.2))
    .force('y', forceY<(typeof spots)[number]>((spot) => spot.home.y).strength(0.2))
    .stop()
    .tick(160);
  return spots;
}
