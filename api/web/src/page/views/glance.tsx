import { Link } from 'wouter';

import { address } from '../../addresses';
import { say } from '../../messages/say';
import { percent } from '../../words';
import { cased, listed } from '../names';
import { amounts, figureOf, newest, type Observed, observedAt } from '../observed';
import { Terms } from '../parts/facts';
import { To } from '../parts/links';
import { Words } from '../parts/told';
import { perWord } from '../pay';
import type { RoleShown } from '../rows';
import { levelWords, zoneWords } from '../training';

const NEAR = 5;

/** What one asks first of a role, each in a line; what no source tells is left out. */
export function Glance({ role }: { role: RoleShown }) {
  const entry = role.entry.find((each) => each.scale === 'EDUCATION');
  const schooling = entry?.most ?? entry?.typical;
  const lines = [
    role.pay.length ? ([say('Pay'), <Paid key="pay" pay={role.pay} />] as const) : null,
    ...(['EMPLOYMENT', 'EMPLOYMENT_CHANGE', 'OPENINGS'] as const).map((quantity) => {
      const found = newest(role, quantity);
      const words = { EMPLOYMENT: say('People in it'), EMPLOYMENT_CHANGE: say('Outlook'), OPENINGS: say('Openings') };
      return found ? ([words[quantity], <Figure key={quantity} of={found} />] as const) : null;
    }),
    role.jobZone || role.skillLevel ? ([say('Training'), <Trained key="training" role={role} />] as const) : null,
    schooling
      ? ([
          say('Education'),
          <Words key="schooling" language={schooling.nameLanguage}>
            {cased(schooling.name)}
          </Words>,
        ] as const)
      : null,
    role.regulated === null || role.regulated === undefined
      ? null
      : ([say('Licence'), role.regulated ? say('It takes one') : say('It takes none')] as const),
    role.interests.edges.length ? ([say('For people who are'), <Liked key="likes" role={role} />] as const) : null,
    role.groups.length ? ([say('Field of work'), <Fields key="fields" role={role} />] as const) : null,
    role.similar.length ? ([say('Most related'), <Near key="near" role={role} />] as const) : null,
    role.externalIds.length
      ? ([say('Codes'), listed(role.externalIds.filter((each) => !each.identifier.includes('/')).map((each) => each.identifier))] as const)
      : null,
  ];
  return (
    <aside className="glance" aria-labelledby="glance">
      <h2 id="glance">{say('At a glance')}</h2>
      <Terms of={lines.filter((line) => line !== null && line[1] !== '').map((line) => line ?? ['', ''])} />
    </aside>
  );
}

function Figure({ of }: { of: Observed }) {
  return (
    <>
      {figureOf(of)} <span className="quiet">{observedAt(of)}</span>
    </>
  );
}

function Paid({ pay }: { pay: RoleShown['pay'] }) {
  return pay.slice(0, 2).map((each) => (
    <div key={`${each.currency} ${each.market} ${each.min}`}>
      {amounts(each)}{' '}
      <span className="quiet">
        {perWord(each.period)}
        {each.market ? ', ' : ''}
        <Words>{each.market}</Words>
      </span>
    </div>
  ));
}

function Trained({ role: { jobZone, skillLevel } }: { role: RoleShown }) {
  if (jobZone) return <Link href={address('/browse', { zone: String(jobZone) })}>{zoneWords(jobZone)}</Link>;
  return <Link href={address('/browse', { level: String(skillLevel) })}>{levelWords(skillLevel ?? 0)}</Link>;
}

function Liked({ role }: { role: RoleShown }) {
  const ranked = role.interests.edges.filter((each) => each.rank).sort((one, next) => (one.rank ?? 9) - (next.rank ?? 9));
  return (
    <ul className="chips">
      {ranked.map(({ node }) => (
        <li key={node.slug}>
          <Link href={address('/browse', { likes: node.slug })}>
            <Words language={node.nameLanguage}>{cased(node.name)}</Words>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Fields({ role }: { role: RoleShown }) {
  return role.groups.map((group) => (
    <div key={group.slug}>
      <To kind="group" thing={group} />{' '}
      <span className="quiet">
        {group.scheme} {group.code}
      </span>
    </div>
  ));
}

function Near({ role }: { role: RoleShown }) {
  return (
    <ul>
      {role.similar.slice(0, NEAR).map(({ role: other, likeness }) => (
        <li key={other.slug} className="line-of">
          <To kind="role" thing={other} />
          <span className="number quiet">{percent(likeness)}</span>
        </li>
      ))}
    </ul>
  );
}
