import { useMemo } from 'react';
import { say } from '../../messages/say';
import { PREFIX } from '../../prefix';
import { percent, plain } from '../../words';
import { CENTRE, DOT, laidOut, type MapTarget, named, ring, VIEW } from './layout';

interface Mapped {
  centre: string;
  what: 'feasible' | 'related';
  targets: MapTarget[];
  chosen: string | null;
  href: (slug: string) => string;
  onChoose: (slug: string) => void;
}

/** Where the scale is marked: at the least that a band of feasibility has, or at quarters. */
function ringsOf(what: Mapped['what']): { value: number; name: string }[] {
  if (what === 'related') return [0.75, 0.5, 0.25].map((value) => ({ value, name: percent(value) }));
  return [
    { value: 0.45, name: say('Easy') },
    { value: 0.33, name: say('Within reach') },
    { value: 0.2, name: say('Hard') },
  ];
}

/**
 * The targets around where one is: the more feasible or related, the nearer; those of one family in one direction. Each
 * carries its number in the list beside it. A square is a move that a source documents.
 */
export function TargetMap({ centre, what, targets, chosen, href, onChoose }: Mapped) {
  const spots = useMemo(() => laidOut(targets), [targets]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a drawing, and this is one of links
    <svg className="map" viewBox={VIEW} role="group" aria-label={say('Moves from {role}, nearest in the middle', { role: centre })}>
      {ringsOf(what).map(({ value, name }) => (
        <g key={value} aria-hidden="true">
          <circle cx={CENTRE} cy={CENTRE} r={ring(value)} className="ring" />
          <text x={CENTRE} y={CENTRE - ring(value) + 15} className="tick">
            {name}
          </text>
        </g>
      ))}
      <circle cx={CENTRE} cy={CENTRE} r={44} className="centre" />
      <foreignObject x={CENTRE - 42} y={CENTRE - 40} width={84} height={80} aria-hidden="true">
        <div className="centre-name">{centre}</div>
      </foreignObject>
      {spots.map(({ target, place, x, y }) => (
        <a
          key={target.slug}
          href={PREFIX + href(target.slug)}
          className="spot"
          data-band={target.band}
          data-chosen={target.slug === chosen}
          aria-label={say('{name}, {figure}, {band}, number {place}', {
            name: target.name,
            figure:
              what === 'feasible'
                ? say('{share} feasible', { share: percent(target.value) })
                : say('{share} related', { share: percent(target.value) }),
            band: plain(target.band),
            place: place + 1,
          })}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey) return;
            event.preventDefault();
            onChoose(target.slug);
          }}>
          {target.documented ? (
            <rect x={x - DOT + 1} y={y - DOT + 1} width={2 * DOT - 2} height={2 * DOT - 2} rx={3} />
          ) : (
            <circle cx={x} cy={y} r={DOT} />
          )}
          <text x={x} y={y + 4.5}>
            {place + 1}
          </text>
        </a>
      ))}
      {named(spots).map((place, rank) => (
        <text key={spots[rank]?.target.slug} {...place} className="spot-name" aria-hidden="true">
          {spots[rank]?.target.name}
        </text>
      ))}
    </svg>
  );
}
