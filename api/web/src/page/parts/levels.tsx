import { percent } from '../words';

interface Held {
  level?: number | null;
  levelRating?: number | null;
  importanceRating?: number | null;
}

const known = (value: number | null | undefined): value is number => typeof value === 'number';

/** Two ratings with as many digits as tell them apart. */
function apart(one: number, other: number): [string, string] {
  const digits = one !== other && one.toFixed(1) === other.toFixed(1) ? 2 : 1;
  return [one.toFixed(digits), other.toFixed(digits)];
}

/**
 * What is held and what is needed, in the publisher's own figures where it gives them: levels, or importance where the
 * target has no level. Null where nothing is rated, and `held` is null where the level that is held is not.
 */
function figures(held: Held | null, needed: Held): { what: string; held: string | null; needed: string } | null {
  if (known(needed.levelRating) && known(held?.levelRating)) {
    const [mine, theirs] = apart(held.levelRating, needed.levelRating);
    return { what: 'level', held: mine, needed: theirs };
  }
  if (known(needed.levelRating) && !known(held?.level)) return { what: 'level', held: null, needed: needed.levelRating.toFixed(1) };
  if (known(needed.level)) return { what: 'level', held: known(held?.level) ? percent(held.level) : null, needed: percent(needed.level) };
  if (known(needed.importanceRating) && known(held?.importanceRating)) {
    const [mine, theirs] = apart(held.importanceRating, needed.importanceRating);
    return { what: 'importance', held: mine, needed: theirs };
  }
  return null;
}

/** Whether `Levels` has anything to show. */
export function rated(held: Held | null | undefined, needed: Held): boolean {
  return figures(held ?? null, needed) !== null;
}

/**
 * What is held and what is needed, as a bar and in words: “level 4.5 → 6.6”. `missing` is how much of the whole scale
 * is between them, for skills that the source holds without a level of its own.
 */
export function Levels({ held, needed, missing = 0 }: { held: Held | null; needed: Held; missing?: number }) {
  const said = figures(held, needed);
  if (!said) return null;
  const wants = needed.level ?? 0;
  const has = held ? (held.level ?? Math.max(0, wants - missing)) : 0;
  const mine = said.held ?? (held ? 'not rated' : 'not held');
  const enough = has >= wants && missing === 0;
  return (
    <span className="levels">
      {said.what === 'level' ? (
        <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
          <rect width="100" height="8" className="track" />
          <rect width={100 * wants} height="8" className="lacks" />
          <rect width={100 * has} height="8" className="has" />
          <rect x={Math.max(0, 100 * wants - 1)} width="2" height="8" className="mark" />
        </svg>
      ) : null}
      <span className="number" aria-hidden="true">
        {enough ? `${said.what} ${mine}, needed ${said.needed}` : `${said.what} ${mine} → ${said.needed}`}
      </span>
      <span className="hidden">
        {said.what}: {said.held ? `held ${mine}` : mine}, needed {said.needed}
      </span>
    </span>
  );
}
