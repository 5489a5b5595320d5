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
export const DOT = 14;
export const NAMED = 12; // so many targets at most carry their names all the time
const INNER = 112;
const OUTER = CENTRE - 40;
const LETTER = 7; // about how wide a letter of a name is

/** Where a name stands: outward of its spot if there is room, so that neighbours keep clear of each other, else below. */
export function besides({ x, y, target }: Spot): { x: number; y: number; textAnchor: 'start' | 'middle' | 'end' } {
  const far = DOT + 5 + LETTER * target.name.length;
  if (x >= CENTRE && x + far <= SIZE) return { x: x + DOT + 5, y: y + 4.5, textAnchor: 'start' };
  if (x < CENTRE && x >= far) return { x: x - DOT - 5, y: y + 4.5, textAnchor: 'end' };
  return { x, y: y + DOT + 13, textAnchor: 'middle' };
}

/** The spots of the targets, in their order, and the rings that tell values apart. The same targets stand where they stood. */
export function laidOut(targets: readonly MapTarget[]): { spots: Spot[]; rings: { value: number; radius: number }[] } {
  const values = targets.map((each) => each.value);
  const domain = [Math.min(1, Math.max(...values) + 0.05), Math.max(0, Math.min(...values) - 0.02)];
  const distance = scaleLinear().domain(domain).range([INNER, OUTER]);
  const around = [...targets].sort((one, other) => one.family.localeCompare(other.family) || other.value - one.value);
  const spots = targets.map((target, place) => {
    const angle = (2 * Math.PI * (around.indexOf(target) + 0.5)) / targets.length - Math.PI / 2;
    const [x, y] = [CENTRE + distance(target.value) * Math.cos(angle), CENTRE + distance(target.value) * Math.sin(angle)];
    return { target, place, x, y, home: { x, y } };
  });
  forceSimulation(spots)
    .force('apart', forceCollide(targets.length <= NAMED ? 2 * DOT : DOT + 3))
    .force('far', forceRadial<(typeof spots)[number]>((spot) => distance(spot.target.value), CENTRE, CENTRE).strength(1))
    .force('x', forceX<(typeof spots)[number]>((spot) => spot.home.x).strength(0.2))
    .force('y', forceY<(typeof spots)[number]>((spot) => spot.home.y).strength(0.2))
    .stop()
    .tick(160);
  const rings = distance
    .ticks(4)
    .map((value) => ({ value, radius: distance(value) }))
    .filter(({ radius }) => radius > INNER - 1 && radius < OUTER + 1);
  return { spots, rings };
}
