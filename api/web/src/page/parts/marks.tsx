import type { ReactNode } from 'react';
import { FORMATS, number } from '../../messages/formats';
import { say } from '../../messages/say';

import { isKnown, percent, plain } from '../../words';

interface Parts {
  parts: Record<string, number>;
  height?: number;
  inset?: number;
  className?: string;
  children?: ReactNode;
}

/** Parts of a whole, one over the other, the hindmost first: each as wide as its share, 0 to 1, coloured by its class. */
export function Bar({ parts, height = 8, inset = 0, className, children }: Parts) {
  return (
    <svg viewBox={`0 0 100 ${height}`} preserveAspectRatio="none" className={className} aria-hidden="true">
      {Object.entries(parts).map(([kind, share]) => (
        <rect key={kind} y={inset} width={100 * Math.max(0, Math.min(1, share))} height={height - 2 * inset} className={kind} />
      ))}
      {children}
    </svg>
  );
}

/** A share as a bar and in words, which say of what it is. `tone` says what it means: what one has, or what is missing. */
export function Meter({ share, label, tone = 'have' }: { share: number; label: string; tone?: 'have' | 'lack' | 'plain' }) {
  return (
    <span className="meter" data-tone={tone}>
      <Bar parts={{ track: 1, fill: share }} />
      <span className="number">{label}</span>
    </span>
  );
}

/** The level of a skill in a role, in the publisher's own figure where there is one; nothing where no source gives it. */
export function Level({ of }: { of: { level?: number | null; levelRating?: number | null } }) {
  if (!isKnown(of.level)) return null;
  return (
    <Meter
      share={of.level}
      label={say('level {level}', { level: of.levelRating ? number(of.levelRating, FORMATS.number?.tenths) : percent(of.level) })}
      tone="plain"
    />
  );
}

type Word = 'ESSENTIAL' | 'OPTIONAL';

/** A full dot for what is essential, an empty one for what is not. `said` where the word itself does not stand beside it. */
export function Importance({ of, said = false }: { of: Word; said?: boolean }) {
  return (
    <span className="importance" data-importance={of} title={said ? plain(of) : undefined}>
      {of === 'ESSENTIAL' ? '●' : '○'}
      {said ? <span className="hidden">{plain(of)}:</span> : null}
    </span>
  );
}

/** One of the things that are compared, after its letter. */
export function Lettered({ place, children }: { place: number; children: ReactNode }) {
  return (
    <>
      <span className="letter" aria-hidden="true">
        {String.fromCharCode(65 + place)}
      </span>
      {children}
    </>
  );
}
