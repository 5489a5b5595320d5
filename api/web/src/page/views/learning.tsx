import { say } from '../../messages/say';
import { sentencesIn } from '../../messages/speaking';
import { isKnown, percent, plain } from '../../words';
import { useAsk } from '../client';
import { LearningDocument, type LearningQuery } from '../generated/graphql';
import { cased, listed } from '../names';
import { Elsewhere, To } from '../parts/links';
import { Said, wordsIn } from '../parts/said';
import { Answer } from '../parts/states';
import { Words } from '../parts/told';

const FIRST = 5;

type Plan = LearningQuery['learningPlan'];
type Step = Plan['steps'][number];

/** What to learn for a move, in order, with what each step brings and where it can be learned, if anybody tells. */
export function LearnFirst({ from, to }: { from: string; to: string }) {
  const language = sentencesIn();
  const asked = useAsk(LearningDocument, { from, to, language });
  return <Answer asked={asked}>{({ learningPlan: plan }) => (plan.phases.length ? <Steps plan={plan} /> : null)}</Answer>;
}

function Steps({ plan }: { plan: Plan }) {
  return (
    <section className="learn-first" aria-label={say('Learn first')}>
      <h3>{say('Learn first')}</h3>
      {plan.steps.length ? <p className="quiet">{summary(plan)}</p> : null}
      {plan.phases.length === 1 && !plan.phases[0]?.requirements.length ? (
        <Shown steps={plan.steps} />
      ) : (
        plan.phases.map((phase) => (
          <OnePhase key={phase.kind} phase={phase} steps={plan.steps.filter((each) => each.phase === phase.kind)} />
        ))
      )}
    </section>
  );
}

/** A part of the plan: what it is, what has to be seen to, and its own steps. */
function OnePhase({ phase, steps }: { phase: Plan['phases'][number]; steps: readonly Step[] }) {
  const words = {
    TRAINING: say('The training'),
    LEARNING: say('Courses and own study'),
    BEARING: say('How one goes about it'),
    AT_WORK: say('At work'),
  };
  return (
    <section data-phase={phase.kind}>
      <h4>{words[phase.kind]}</h4>
      <p className="quiet">{phase.explanation}</p>
      {phase.requirements.length ? (
        <ul aria-label={say('What it leads to')}>
          {phase.requirements.map((each) => (
            <li key={each.kind}>
              {each.held ? say('{needed}, instead of {held}', { needed: each.needed, held: each.held }) : each.needed}{' '}
              {each.isExpected ? <span className="tag">{say('expected: no source says it of this role')}</span> : null}
            </li>
          ))}
        </ul>
      ) : null}
      <Shown steps={steps} />
    </section>
  );
}

function Shown({ steps }: { steps: readonly Step[] }) {
  const [first, rest] = [steps.slice(0, FIRST), steps.slice(FIRST)];
  return (
    <>
      <List steps={first} />
      {rest.length ? (
        <details className="more">
          <summary>{say('{count, plural, one {# further step} other {# further steps}}', { count: rest.length })}</summary>
          <List steps={rest} from={FIRST} />
        </details>
      ) : null}
    </>
  );
}

function summary({ coverage, coverageAfter, effort, withoutResources, steps }: Plan): string {
  return [
    isKnown(coverage) && isKnown(coverageAfter)
      ? say('You hold {now} of what is asked for; the steps lead to {after}, in this order.', {
          now: percent(coverage),
          after: percent(coverageAfter),
        })
      : say('In this order.'),
    effort ? say('Together some {hours}.', { hours: hours(effort) }) : '',
    withoutResources && withoutResources < steps.length
      ? say('Of {count} of them nobody tells where to learn it.', { count: withoutResources })
      : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function hours({ minimumHours, maximumHours }: { minimumHours: number; maximumHours: number }): string {
  if (minimumHours === maximumHours) return say('{hours, plural, one {# hour} other {# hours}}', { hours: minimumHours });
  return say('{least} to {most} hours', { least: minimumHours, most: maximumHours });
}

function List({ steps, from = 0 }: { steps: readonly Step[]; from?: number }) {
  return (
    <ol className="numbered" style={{ counterReset: `place ${from}` }}>
      {steps.map((step) => (
        <li key={step.place}>
          <One step={step} />
        </li>
      ))}
    </ol>
  );
}

function One({ step: { skill, tool, closest, closeness, coverage, earlier, effort, resources } }: { step: Step }) {
  return (
    <>
      {skill ? <To kind="skill" thing={skill} /> : null}
      {tool ? <To kind="tool" thing={tool} /> : null}
      {isKnown(coverage) ? <span className="figure quiet number">{say('then {share}', { share: percent(coverage) })}</span> : null}
      {closest ? (
        <p className="quiet">
          <Said
            text={say('{share} near to what is held: {name}', {
              share: percent(closeness ?? 0),
              name: wordsIn(cased(closest.name), closest.nameLanguage),
            })}
          />
        </p>
      ) : null}
      {earlier.length ? (
        <p className="quiet">
          <Said text={say('after {names}', { names: listed(earlier.map(({ what }) => wordsIn(cased(what.name), what.nameLanguage))) })} />
        </p>
      ) : null}
      {resources.length ? (
        <ul className="where">
          {resources.map(({ resource }) => (
            <li key={resource.slug}>
              <Elsewhere url={resource.url}>
                <Words language={resource.nameLanguage}>{resource.name}</Words>
              </Elsewhere>{' '}
              <span className="quiet">
                {[plain(resource.kind), resource.provider, resource.cost ? plain(resource.cost) : null, effort ? hours(effort) : null]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
