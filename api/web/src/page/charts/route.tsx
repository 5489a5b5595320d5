import { Link } from 'wouter';
import { address } from '../../addresses';
import { say } from '../../messages/say';
import { percent } from '../../words';
import type { BandWord } from '../bands';
import { Band } from '../parts/band';
import { type Named, To } from '../parts/links';
import { Said, wordsIn } from '../parts/said';
import { type Rung, takes } from './rung';

interface Step extends Rung {
  feasibility: number;
  band: BandWord;
  documentedMove?: unknown;
  from: Named;
  to: Named;
}

/** A route drawn as a ladder: stops, and between them what each rung takes: its band and its main barrier. */
export function Route({ steps }: { steps: Step[] }) {
  const first = steps[0];
  if (!first) return null;
  return (
    <ol className="route">
      <li>
        <To kind="role" thing={first.from} className="stop" />
      </li>
      {steps.map((step) => (
        <li key={step.to.slug}>
          <div className="rung">
            <Link href={address('/move', { from: step.from.slug, to: step.to.slug })} className="step">
              <span className="hidden">
                <Said
                  text={say('From {from} to {to}:', {
                    from: wordsIn(step.from.name, step.from.nameLanguage),
                    to: wordsIn(step.to.name, step.to.nameLanguage),
                  })}
                />{' '}
              </span>
              <Band band={step.band} /> <span className="number">{say('{share} feasible', { share: percent(step.feasibility) })}</span>
            </Link>{' '}
            {step.documentedMove ? <span className="tag">{say('documented')}</span> : null}
            <p className="quiet">{takes(step)}</p>
          </div>
          <To kind="role" thing={step.to} className="stop" />
        </li>
      ))}
    </ol>
  );
}
