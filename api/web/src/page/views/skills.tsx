import { Meter, Things, To } from '../parts/facts';
import { Levels, rated } from '../parts/levels';
import { count, percent, plain, smallPercent } from '../words';
import type { Whole } from './target';

function counted(number: number, first: string): string {
  return `${count(number, 'skill')}${number > 1 ? `, ${first} first` : ''}`;
}

function heaviest(move: Whole): number {
  return Math.max(...[...move.transferableSkills, ...move.skillGaps].map((each) => each.weight), 0.001);
}

/** Whether sources say of all skills of the target whether they are held. */
function allKnown(move: Whole): boolean {
  return move.unknownSkills.length === 0 && move.unknown.every((each) => each.kind !== 'SKILLS');
}

/** What carries over, in the server's order: what tells most of the target first. */
export function Brought({ move }: { move: Whole }) {
  const most = heaviest(move);
  return (
    <div>
      <h3>
        Carries over <span className="quiet">{counted(move.transferableSkills.length, 'most telling')}</span>
      </h3>
      <ul className="facts scrolled" tabIndex={0} aria-label="Skills that carry over">
        {move.transferableSkills.map((each) => (
          <li key={each.skill.slug}>
            <div>
              <To kind="skill" thing={each.skill} />
              {rated(each.source, each.target) ? (
                <Levels held={each.source} needed={each.target} missing={1 - each.coverage} />
              ) : (
                <Meter share={each.weight / most} label={`${smallPercent(each.weight)} of the skills needed`} />
              )}
              <p className="quiet">
                {each.specificity > 0.6 ? 'few roles need it' : each.specificity < 0.25 ? 'most roles need it' : 'some roles need it'}
                {each.coverage < 1 ? `, held to ${percent(each.coverage)} of the need` : ''}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {move.transferableSkills.length === 0 ? (
        <p className="quiet">{allKnown(move) ? 'No skill of the one is asked for by the other.' : 'None that is known to.'}</p>
      ) : null}
      {move.transferableTools.length ? (
        <>
          <h3>Tools that carry over</h3>
          <Things kind="tool" things={move.transferableTools} most={12} />
        </>
      ) : null}
    </div>
  );
}

/** What is missing, in the server's order: the greatest lack of what is needed most first. */
export function Missing({ move }: { move: Whole }) {
  const most = heaviest(move);
  return (
    <div>
      <h3>
        Missing <span className="quiet">{counted(move.skillGaps.length, 'greatest lack')}</span>
      </h3>
      <ul className="facts scrolled" tabIndex={0} aria-label="Skills that are missing">
        {move.skillGaps.map((each) => (
          <li key={each.skill.slug}>
            <div>
              <To kind="skill" thing={each.skill} /> <span className="tag">{plain(each.importance)}</span>
              {rated(each.source, each.target) ? (
                <Levels held={each.source ?? null} needed={each.target} missing={each.missing} />
              ) : (
                <Meter share={each.weight / most} label={`${smallPercent(each.weight)} of the skills needed`} tone="lack" />
              )}
              {each.closest ? (
                <p className="quiet">
                  nearest that is held: <To kind="skill" thing={each.closest} />, {percent(each.closeness ?? 0)} near
                </p>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
      {move.skillGaps.length === 0 ? <p className="quiet">{allKnown(move) ? 'Nothing is missing.' : 'None that is known to be.'}</p> : null}
      {move.toolGaps.length ? (
        <>
          <h3>Tools to learn</h3>
          <Things kind="tool" things={move.toolGaps.map((each) => each.tool)} most={12} />
        </>
      ) : null}
      {move.qualificationGaps.length ? (
        <>
          <h3>Qualifications to earn</h3>
          <ul>
            {move.qualificationGaps.map((each) => (
              <li key={each.slug}>{each.name}</li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}

/** What no source says: it is told, and counts for nothing. */
export function NotKnown({ move }: { move: Whole }) {
  if (!move.unknown.length && !move.unknownSkills.length) return null;
  return (
    <div className="not-known quiet">
      <h3>Not known</h3>
      <ul aria-label="What is not known">
        {move.unknown.map((each) => (
          <li key={each.kind}>{each.explanation}</li>
        ))}
        {move.unknownSkills.length ? (
          <li>
            Of {count(move.unknownSkills.length, 'skill')} of {move.to.name} no source says whether {move.from.name} has them:
            <Things kind="skill" things={move.unknownSkills} most={6} />
          </li>
        ) : null}
      </ul>
    </div>
  );
}
