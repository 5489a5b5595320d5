import type { ReactNode } from 'react';
import { say } from '../../messages/say';

import { compared, type Rated } from '../ratings';
import { Bar } from './marks';

interface Needed {
  held: Rated | null | undefined;
  needed: Rated;
  missing?: number;
  children: ReactNode;
}

/**
 * What is held and what is needed, as a bar and in words: “level 4.5 → 6.6”. `missing` is how much of the whole scale
 * is between them, for skills that the source holds without a level of its own. `children` where nothing is rated.
 */
export function Levels({ held, needed, missing = 0, children }: Needed) {
  const said = compared(held, needed);
  if (!said) return children;
  const wants = needed.level ?? 0;
  const has = held ? (held.level ?? Math.max(0, wants - missing)) : 0;
  const mine = said.held ?? (held ? say('not rated') : say('not held'));
  const told = { what: said.what === 'level' ? say('level') : say('importance'), mine, needed: said.needed };
  const enough = has >= wants && missing === 0;
  return (
    <span className="levels">
      {said.what === 'level' ? (
        <Bar parts={{ track: 1, lacks: wants, has }}>
          <rect x={Math.max(0, 100 * wants - 1)} width="2" height="8" className="mark" />
        </Bar>
      ) : null}
      <span className="number" aria-hidden="true">
        {enough ? say('{what} {mine}, needed {needed}', told) : `${told.what} ${mine} → ${said.needed}`}
      </span>
      <span className="hidden">
        {said.held ? say('{what}: held {mine}, needed {needed}', told) : say('{what}: {mine}, needed {needed}', told)}
      </span>
    </span>
  );
}
