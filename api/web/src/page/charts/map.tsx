import { forceCollide, forceRadial, forceSimulation, forceX, forceY, type SimulationNodeDatum } from 'd3-force';
import { scaleLinear } from 'd3-scale';
import { useMemo, useState } from 'react';

import { type Band, percent, plain } from '../words';

export interface Target {
  slug: string;
  name: string;
  /** 0 to 1: how far in. */
  value: number;
  /** Those of one family stand beside each other. */
  family: string;
  documented: boolean;
  band: Band;
}

interface Spot extends SimulationNodeDatum {
  place: number;
  x: number;
  y: number;
}

const SIZE = 560;
const CENTRE = SIZE / 2;
const INNER = 112;
const OUTER = CENTRE - 40;
const DOT = 14;
const LETTER = 7; // about how wide a letter of a name is
const NAMED = 12; // so many targets at most carry their names all the time

/** Where a name stands: outward of its spot if there is room, so that neighbours keep clear of each other, else below. */
function besides({ x, y }: Spot, name: string): { x: number; y: number; textAnchor: 'start' | 'middle' | 'end' } {
  const far = DOT + 5 + LETTER * name.length;
  if (x >= CENTRE && x + far <= SIZE) return { x: x + DOT + 5, y: y + 4.5, textAnchor: 'start' };
  if (x < CENTRE && x >= far) return { x: x - DOT - 5, y: y + 4.5, textAnchor: 'end' };
  return { x, y: y + DOT + 13, textAnchor: 'middle' };
}

/**
 * The targets around where one is: the more feasible or related, the nearer; those of one family in one direction. Each
 * carries its number in the list beside it. A square is a move that a source documents.
 */
export function TargetMap({
  centre,
  what,
  targets,
  chosen,
  href,
  onChoose,
}: {
  centre: string;
  what: 'feasible' | 'related';
  targets: Target[];
  chosen: string | null;
  href: (slug: string) => string;
  onChoose: (slug: string) => void;
}) {
  const [pointed, setPointed] = useState<string | null>(null);
  const { spots, distance, rings } = useMemo(() => {
    const values = targets.map((each) => each.value);
    const most = Math.max(...values);
    const least = Math.min(...values);
    const distance = scaleLinear()
      .domain([Math.min(1, most + 0.05), Math.max(0, least - 0.02)])
      .range([INNER, OUTER]);
    const around = [...targets.keys()].sort((one, other) => {
      const [left, right] = [targets[one]!, targets[other]!];
      return left.family.localeCompare(right.family) || right.value - left.value;
    });
    const spots: Spot[] = targets.map((each, place) => {
      const angle = (2 * Math.PI * (around.indexOf(place) + 0.5)) / targets.length - Math.PI / 2;
      const far = distance(each.value);
      return { place, x: CENTRE + far * Math.cos(angle), y: CENTRE + far * Math.sin(angle) };
    });
    const home = spots.map(({ x, y }) => ({ x, y }));
    forceSimulation(spots)
      .force('apart', forceCollide(targets.length <= NAMED ? 2 * DOT : DOT + 3))
      .force('far', forceRadial<Spot>((spot) => distance(targets[spot.place]!.value), CENTRE, CENTRE).strength(1))
      .force('x', forceX<Spot>((spot) => home[spot.place]!.x).strength(0.2))
      .force('y', forceY<Spot>((spot) => home[spot.place]!.y).strength(0.2))
      .stop()
      .tick(160);
    const rings = distance.ticks(4).filter((each) => distance(each) > INNER - 1 && distance(each) < OUTER + 1);
    return { spots, distance, rings };
  }, [targets]);
  return (
    <svg className="map" viewBox={`0 0 ${SIZE} ${SIZE}`} role="group" aria-label={`Moves from ${centre}, nearest in the middle`}>
      {rings.map((ring, place) => (
        <g key={ring} aria-hidden="true">
          <circle cx={CENTRE} cy={CENTRE} r={distance(ring)} className="ring" />
          <text x={CENTRE} y={CENTRE - distance(ring) - 3} className="tick">
            {percent(ring)}
            {place === rings.length - 1 ? ` ${what}` : ''}
          </text>
        </g>
      ))}
      <circle cx={CENTRE} cy={CENTRE} r={44} className="centre" />
      <foreignObject x={CENTRE - 42} y={CENTRE - 40} width={84} height={80} aria-hidden="true">
        <div className="centre-name">{centre}</div>
      </foreignObject>
      {spots.map((spot) => {
        const target = targets[spot.place]!;
        return (
          <a
            key={target.slug}
            href={href(target.slug)}
            className="spot"
            data-band={target.band}
            data-chosen={target.slug === chosen}
            onMouseEnter={() => setPointed(target.slug)}
            onMouseLeave={() => setPointed(null)}
            onFocus={() => setPointed(target.slug)}
            onBlur={() => setPointed(null)}
            aria-label={`${target.name}, ${percent(target.value)} ${what}, ${plain(target.band)}, number ${spot.place + 1}`}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey) return;
              event.preventDefault();
              onChoose(target.slug);
            }}
          >
            {target.documented ? (
              <rect x={spot.x - DOT + 1} y={spot.y - DOT + 1} width={2 * DOT - 2} height={2 * DOT - 2} rx={3} />
            ) : (
              <circle cx={spot.x} cy={spot.y} r={DOT} />
            )}
            <text x={spot.x} y={spot.y + 4.5}>
              {spot.place + 1}
            </text>
          </a>
        );
      })}
      {spots.map((spot) => {
        const target = targets[spot.place]!;
        const named = targets.length <= NAMED || target.slug === pointed || target.slug === chosen;
        return named ? (
          <text key={target.slug} {...besides(spot, target.name)} className="spot-name" aria-hidden="true">
            {target.name}
          </text>
        ) : null;
      })}
    </svg>
  );
}
