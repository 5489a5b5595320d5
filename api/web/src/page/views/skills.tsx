import { say } from '../../messages/say';
import { sayWith } from '../../messages/with';
import { percent, plain, smallPercent } from '../../words';
import { counted } from '../nouns';
import { Facts } from '../parts/facts';
import { Levels } from '../parts/levels';
import { type Named, Things, To } from '../parts/links';
import { Meter } from '../parts/marks';
import { Said, wordsIn } from '../parts/said';
import { Words } from '../parts/told';
import type { MoveShown } from '../rows';

/** `first`: which of them come first, where there are several. */
function Title({ title, skills, first }: { title: string; skills: readonly unknown[]; first: string }) {
  return (
    <h3>
      {title}{' '}
      <span className="quiet">
        {counted(skills.length, 'skill')}
        {skills.length > 1 ? `, ${first}` : ''}
      </span>
    </h3>
  );
}

/** What is held that is nearest to a skill that is missing, and how near it is. */
function Nearest({ closest, share }: { closest: Named; share: number }) {
  return sayWith('nearest that is held: <skill>{name}</skill>, {share} near', {
    name: closest.name,
    share: percent(share),
    skill: () => <To kind="skill" thing={closest} />,
  });
}

function heaviest(move: MoveShown): number {
  return Math.max(...[...move.transferableSkills, ...move.skillGaps].map((each) => each.weight), 0.001);
}

/** Whether sources say of all skills of the target whether they are held. */
function allKnown(move: MoveShown): boolean {
  return move.unknownSkills.length === 0 && move.unknown.every((each) => each.kind !== 'SKILLS');
}

function told({ specificity, coverage }: MoveShown['transferableSkills'][number]): string {
  const asked = specificity > 0.6 ? say('few roles need it') : specificity < 0.25 ? say('most roles need it') : say('some roles need it');
  return coverage < 1 ? say('{asked}, held to {share} of the need', { asked, share: percent(coverage) }) : asked;
}

function weight(share: number): string {
  return say('{share} of the skills needed', { share: smallPercent(share) });
}

/** What carries over, in the server's order: what tells most of the target first. */
export function Brought({ move }: { move: MoveShown }) {
  const most = heaviest(move);
  const skills = move.transferableSkills;
  return (
    <div>
      <Title title={say('Carries over')} skills={skills} first={say('most telling first')} />
      <Facts kind="skill" label={say('Skills that carry over')} items={skills} of={(each) => each.skill} text={told} says quiet>
        {(each) => (
          <Levels held={each.source} needed={each.target} missing={1 - each.coverage}>
            <Meter share={each.weight / most} label={weight(each.weight)} />
          </Levels>
        )}
      </Facts>
      {skills.length ? null : (
        <p className="quiet">{allKnown(move) ? say('No skill of the one is asked for by the other.') : say('None that is known to.')}</p>
      )}
      <Things title={say('Tools that carry over')} kind="tool" things={move.transferableTools} most={12} />
    </div>
  );
}

/** What is missing, in the server's order: the greatest lack of what is needed most first. */
export function Missing({ move }: { move: MoveShown }) {
  const most = heaviest(move);
  return (
    <div>
      <Title title={say('Missing')} skills={move.skillGaps} first={say('greatest lack first')} />
      <Facts kind="skill" label={say('Skills that are missing')} items={move.skillGaps} of={(each) => each.skill}>
        {(each) => (
          <>
            {' '}
            <span className="tag">{plain(each.importance)}</span>
            <Levels held={each.source} needed={each.target} missing={each.missing}>
              <Meter share={each.weight / most} label={weight(each.weight)} tone="lack" />
            </Levels>
            {each.closest ? (
              <p className="quiet">
                <Nearest closest={each.closest} share={each.closeness ?? 0} />
              </p>
            ) : null}
          </>
        )}
      </Facts>
      {move.skillGaps.length ? null : (
        <p className="quiet">{allKnown(move) ? say('Nothing is missing.') : say('None that is known to be.')}</p>
      )}
      <Things title={say('Tools to learn')} kind="tool" things={move.toolGaps.map((each) => each.tool)} most={12} />
      {move.qualificationGaps.length ? (
        <>
          <h3>{say('Qualifications to earn')}</h3>
          <ul>
            {move.qualificationGaps.map((each) => (
              <li key={each.slug}>
                <Words language={each.nameLanguage}>{each.name}</Words>
              </li>
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
      <h3>{say('Not known')}</h3>
      <ul aria-label={say('What is not known')}>
        {move.unknown.map((each) => (
          <li key={each.kind}>{each.explanation}</li>
        ))}
        {move.unknownSkills.length ? (
          <li>
            <Said
              text={say('Of {count, plural, one {# skill} other {# skills}} of {to} no source says whether {from} has them:', {
                count: move.unknownSkills.length,
                to: wordsIn(move.to.name, move.to.nameLanguage),
                from: wordsIn(move.from.name, move.from.nameLanguage),
              })}
            />
            <Things kind="skill" things={move.unknownSkills} most={6} />
          </li>
        ) : null}
      </ul>
    </div>
  );
}
