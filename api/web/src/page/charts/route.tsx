import { Link } from 'wouter';

import { Band } from '../parts/band';
import { address, path, percent, plain, type Band as Word } from '../words';

export interface Step {
  feasibility: number;
  band: Word;
  barriers: readonly { kind: string; needed: string; held?: string | null }[];
  unknown: readonly { kind: string }[];
  documentedMove?: unknown;
  from: { slug: string; name: string };
  to: { slug: string; name: string };
}

/** A route drawn as a ladder: stops, and between them what each rung takes: its band and its main barrier. */
export function Route({ steps }: { steps: Step[] }) {
  const first = steps[0];
  if (!first) return null;
  return (
    <ol className="route">
      <li>
        <Link href={path('role', first.from.slug)} className="stop">
          {first.from.name}
        </Link>
      </li>
      {steps.map((step) => (
        <li key={step.to.slug}>
          <div className="rung">
            <Link href={address('/move', { from: step.from.slug, to: step.to.slug })} className="step">
              <span className="hidden">
                From {step.from.name} to {step.to.name}:{' '}
              </span>
              <Band band={step.band} /> <span className="number">{percent(step.feasibility)} feasible</span>
            </Link>{' '}
            {step.documentedMove ? <span className="tag">documented</span> : null}
            <p className="quiet">{takes(step)}</p>
          </div>
          <Link href={path('role', step.to.slug)} className="stop">
            {step.to.name}
          </Link>
        </li>
      ))}
    </ol>
  );
}

const listed = (kinds: readonly { kind: string }[]) => kinds.map((each) => plain(each.kind).toLowerCase()).join(', ');

/** What a rung takes: its main barrier in full, the others by name, and of what nobody says whether it is one. */
function takes({ barriers, unknown }: Step): string {
  const [main, ...others] = barriers;
  const silent = unknown.length ? ` Not known: ${listed(unknown)}.` : '';
  if (!main) return `Nothing that is known stands in the way.${silent}`;
  const held = main.held ? `, instead of ${main.held}` : '';
  return `${plain(main.kind)}: ${main.needed}${held}.${others.length ? ` And ${listed(others)}.` : ''}${silent}`;
}
