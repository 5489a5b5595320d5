import { count, percent, plain, smallPercent } from '../../words';
import { Facts } from '../parts/facts';
import { Levels } from '../parts/levels';
import { Things, To } from '../parts/links';
import { Meter } from '../parts/marks';
import type { MoveShown } from '../rows';

function Title({ title, skills, first }: { title: string; skills: readonly unknown[]; first: string }) {
  return (
    <h3>
      {title}{' '}
      <span className="quiet">
        {count(skills.length, 'skill')}
        {skills.length > 1 ? `, ${first} first` : ''}
      </span>
    </h3>
  );
}

function heaviest(move: MoveShown): number {
  return Math.max(...[...move.transferableSkills, ...move.skillGaps].map((each) => each.weight), 0.001);
}

/** Whether sources say of all skills of the target whether they are held. */
function allKnown(move: MoveShown): boolean {
  return move.unknownSkills.length === 0 && move.unknown.every((each) => each.kind !== 'SKILLS');
}

function told({ specificity, coverage }: MoveShown['transferableSkills'][number]): string {
  const asked = specificity > 0.6 ? 'few roles need it' : specificity < 0.25 ? 'most roles need it' : 'some roles need it';
  return coverage < 1 ? `${asked}, held to ${percent(coverage)} of the need` : asked;
}

function weight(share: number): string {
  return `${smallPercent(share)} of the skills needed`;
}

/** What carries over, in the server's order: what tells most of the target first. */
export function Brought({ move }: { move: MoveShown }) {
  const most = heaviest(move);
  const skills = move.transferableSkills;
  return (
    <div>
      <Title title="Carries over" skills={skills} first="most telling" />
      <Facts kind="skill" label="Skills that carry over" items={skills} of={(each) => each.skill} text={told} quiet>
        {(each) => (
          <Levels held={each.source} needed={each.target} missing={1 - each.coverage}>
            <Meter share={each.weight / most} label={weight(each.weight)} />
          </Levels>
        )}
      </Facts>
      {skills.length ? null : (
        <p className="quiet">{allKnown(move) ? 'No skill of the one is asked for by the other.' : 'None that is known to.'}</p>
      )}
      <Things title="Tools that carry over" kind="tool" things={move.transferableTools} most={12} />
    </div>
  );
}

/** What is missing, in the server's order: the greatest lack of what is needed most first. */
export function Missing({ move }: { move: MoveShown }) {
  const most = heaviest(move);
  return (
    <div>
      <Title title="Missing" skills={move.skillGaps} first="greatest lack" />
      <Facts kind="skill" label="Skills that are missing" items={move.skillGaps} of={(each) => each.skill}>
        {(each) => (
          <>
            {' '}
            <span className="tag">{plain(each.importance)}</span>
            <Levels held={each.source} needed={each.target} missing={each.missing}>
              <Meter share={each.weight / most} label={weight(each.weight)} tone="lack" />
            </Levels>
            {each.closest ? (
              <p className="quiet">
                nearest that is held: <To kind="skill" thing={each.closest} />, {percent(each.closeness ?? 0)} near
              </p>
            ) : null}
          </>
        )}
      </Facts>
      {move.skillGaps.length ? null : <p className="quiet">{allKnown(move) ? 'Nothing is missing.' : 'None that is known to be.'}</p>}
      <Things title="Tools to learn" kind="tool" things={move.toolGaps.map((each) => each.tool)} most={12} />
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
export function NotKnown({ move }: { move: MoveShown }) {
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
