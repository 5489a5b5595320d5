import type { ReactNode } from 'react';

import { count, percent, plain, smallPercent } from '../../words';
import { Levels } from '../parts/levels';
import { Things, To } from '../parts/links';
import { Facts } from '../parts/lists';
import { Meter } from '../parts/marks';
import type { MoveShown } from '../rows';

/** Skills under a title that counts them; `nothing` is said where there are none. */
function Half<Item extends MoveShown['transferableSkills'][number] | MoveShown['skillGaps'][number]>({
  title,
  first,
  label,
  items,
  nothing,
  fact,
  children,
}: {
  title: string;
  first: string;
  label: string;
  items: readonly Item[];
  nothing: string;
  fact: (item: Item) => ReactNode;
  children: ReactNode;
}) {
  return (
    <div>
      <h3>
        {title}{' '}
        <span className="quiet">
          {count(items.length, 'skill')}
          {items.length > 1 ? `, ${first} first` : ''}
        </span>
      </h3>
      <Facts label={label} items={items} by={(each) => each.skill.slug}>
        {fact}
      </Facts>
      {items.length === 0 ? <p className="quiet">{nothing}</p> : null}
      {children}
    </div>
  );
}

function heaviest(move: MoveShown): number {
  return Math.max(...[...move.transferableSkills, ...move.skillGaps].map((each) => each.weight), 0.001);
}

/** Whether sources say of all skills of the target whether they are held. */
function allKnown(move: MoveShown): boolean {
  return move.unknownSkills.length === 0 && move.unknown.every((each) => each.kind !== 'SKILLS');
}

function weight(share: number): string {
  return `${smallPercent(share)} of the skills needed`;
}

/** What carries over, in the server's order: what tells most of the target first. */
export function Brought({ move }: { move: MoveShown }) {
  const most = heaviest(move);
  return (
    <Half
      title="Carries over"
      first="most telling"
      label="Skills that carry over"
      items={move.transferableSkills}
      nothing={allKnown(move) ? 'No skill of the one is asked for by the other.' : 'None that is known to.'}
      fact={(each) => (
        <>
          <To kind="skill" thing={each.skill} />
          <Levels
            held={each.source}
            needed={each.target}
            missing={1 - each.coverage}
            otherwise={<Meter share={each.weight / most} label={weight(each.weight)} />}
          />
          <p className="quiet">
            {each.specificity > 0.6 ? 'few roles need it' : each.specificity < 0.25 ? 'most roles need it' : 'some roles need it'}
            {each.coverage < 1 ? `, held to ${percent(each.coverage)} of the need` : ''}
          </p>
        </>
      )}
    >
      <Things title="Tools that carry over" kind="tool" things={move.transferableTools} most={12} />
    </Half>
  );
}

/** What is missing, in the server's order: the greatest lack of what is needed most first. */
export function Missing({ move }: { move: MoveShown }) {
  const most = heaviest(move);
  return (
    <Half
      title="Missing"
      first="greatest lack"
      label="Skills that are missing"
      items={move.skillGaps}
      nothing={allKnown(move) ? 'Nothing is missing.' : 'None that is known to be.'}
      fact={(each) => (
        <>
          <To kind="skill" thing={each.skill} /> <span className="tag">{plain(each.importance)}</span>
          <Levels
            held={each.source}
            needed={each.target}
            missing={each.missing}
            otherwise={<Meter share={each.weight / most} label={weight(each.weight)} tone="lack" />}
          />
          {each.closest ? (
            <p className="quiet">
              nearest that is held: <To kind="skill" thing={each.closest} />, {percent(each.closeness ?? 0)} near
            </p>
          ) : null}
        </>
      )}
    >
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
    </Half>
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
