import { Link } from 'wouter';

import { address, path, percent } from '../words';

export interface Step {
  feasibility: number;
  documented: boolean;
  from: { slug: string; name: string };
  to: { slug: string; name: string };
}

/** A route drawn as a path: stops, and between them arrows, the thicker the more feasible the step. */
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
          <Link
            href={address('/move', { from: step.from.slug, to: step.to.slug })}
            className="step"
            aria-label={`Step from ${step.from.name} to ${step.to.name}, ${percent(step.feasibility)} feasible`}
          >
            <svg viewBox="0 0 60 20" width="60" height="20" aria-hidden="true">
              <line x1="2" y1="10" x2="48" y2="10" strokeWidth={1 + 7 * step.feasibility} className={step.documented ? '' : 'computed'} />
              <path d="M46 2 L58 10 L46 18 Z" />
            </svg>
            <span className="number">{percent(step.feasibility)}</span>
          </Link>
          <Link href={path('role', step.to.slug)} className="stop">
            {step.to.name}
          </Link>
        </li>
      ))}
    </ol>
  );
}
