import { Link } from 'wouter';

import { address } from '../../addresses';
import { say } from '../../messages/say';
import { RoleDocument, type RoleQuery } from '../generated/graphql';
import { cased, listed, shortly } from '../names';
import { type Paged, usePages } from '../pages';
import { Downloads } from '../parts/downloads';
import { To } from '../parts/links';
import { Replaced } from '../parts/replaced';
import { Said, slot, Verdict, wordsIn } from '../parts/said';
import { Answer, Introduced, NoSuch } from '../parts/states';
import { InDataset, useSpoken, Words } from '../parts/told';
import { Add } from '../parts/tray';
import { type RoleShown, roleRows, standingOut } from '../rows';
import { Entry, Qualifications } from './entry';
import { Glance } from './glance';
import { Skills, Tools } from './holdings';
import { Outlooks, Pay } from './prospects';
import { Sources } from './sources';
import { MovesOf, Quoted, Related, Work } from './work';

const LISTS = Object.fromEntries(
  ['skills', 'tools', 'applications', 'responsibilities', 'qualifications', 'out', 'in', 'observations'].map((each) => [
    each,
    `role.${each}`,
  ]),
);

export function Role({ slug }: { slug: string }) {
  const asked = usePages(RoleDocument, { slug }, LISTS);
  return (
    <Answer asked={asked}>
      {({ role }) =>
        role ? (
          <InDataset of={role.dataset}>
            <Known role={role} asked={asked} />
          </InDataset>
        ) : (
          <NoSuch what="role" slug={slug} />
        )
      }
    </Answer>
  );
}

function Known({ role, asked }: { role: RoleShown; asked: Paged<RoleQuery> }) {
  return (
    <>
      <Crumbs role={role} />
      <Introduced entity={role} facts={<Words>{shortly(role.dataset.title)}</Words>} evidence={role}>
        <Replaced role={role} />
      </Introduced>
      <Gist role={role} />
      <div className="actions">
        <Link className="button strong" href={address('/move', { from: role.slug })}>
          {say('Where to from here?')}
        </Link>
        <Link className="button" href={address('/compare', { roles: [role.slug, role.similar[0]?.role.slug].filter(Boolean).join(',') })}>
          {say('Compare')}
        </Link>
        <Add role={role} />
        <Downloads name={role.slug} asked={asked} data={role} rows={roleRows} whole={async () => (await asked.whole()).role ?? role} />
      </div>
      <Contents role={role} />
      <div className="glanced">
        <Glance role={role} />
        <div>
          <Work role={role} rest={asked.rest} />
          <Pay role={role} />
          <Entry role={role} />
          <Qualifications role={role} rest={asked.rest('qualifications')} />
          <Outlooks role={role} rest={asked.rest('observations')} />
          <MovesOf role={role} rest={asked.rest} />
          <Related role={role} />
          <Skills skills={role.skills} rest={asked.rest('skills')} />
          <Tools role={role} rest={asked.rest('tools')} />
          <Quoted role={role} />
          <Sources role={role} />
        </div>
      </div>
    </>
  );
}

function Crumbs({ role }: { role: RoleShown }) {
  const [group] = role.groups;
  return (
    <nav className="crumbs" aria-label={say('Where it belongs')}>
      <Link href="/browse">{say('All fields')}</Link>
      {group ? <To kind="group" thing={group} /> : null}
    </nav>
  );
}

/** What the role takes, in a sentence or two. */
function Gist({ role }: { role: RoleShown }) {
  const essential = role.skills.edges.filter((each) => each.importance === 'ESSENTIAL');
  const foremost = standingOut(essential.length ? essential : role.skills.edges);
  const [one, other] = role.similar;
  const spoken = useSpoken();
  return (
    <Verdict>
      {role.skills.totalCount ? (
        <Said
          text={say('It takes {count, plural, one {# skill} other {# skills}}, {essential} of them essential; foremost {groups}.', {
            count: role.skills.totalCount,
            essential: essential.length,
            groups: listed(foremost.map((each) => wordsIn(each, spoken))),
          })}
        />
      ) : (
        say('No source names the skills that it takes.')
      )}{' '}
      {role.regulated ? `${say('Who does it needs a licence.')} ` : null}
      {one && other ? (
        <Said
          text={say('Nearest to it are {one} and {other}.', { one: slot('one'), other: slot('other') })}
          parts={{ one: <To kind="role" thing={one.role} />, other: <To kind="role" thing={other.role} /> }}
        />
      ) : null}
    </Verdict>
  );
}

/** The parts of the view that there are, by the places that they have. */
function Contents({ role }: { role: RoleShown }) {
  const parts: [string, string, boolean][] = [
    ['work', say('What people do'), role.responsibilities.totalCount + role.applications.totalCount > 0],
    ['pay', say('Pay'), role.pay.length > 0],
    ['training', say('Training'), role.entry.some((each) => each.most ?? each.typical) || role.qualifications.totalCount > 0],
    ['outlook', say('Outlook'), role.outlooks.length + role.observations.totalCount > 0],
    ['moves', say('Moves'), role.out.totalCount + role.in.totalCount > 0],
    ['related', say('Related'), role.similar.length > 0],
    ['skills', say('Skills'), true],
    ['tools', say('Tools'), role.tools.totalCount > 0],
    ['sources', say('Sources'), true],
  ];
  return (
    <nav className="contents" aria-label={say('On this page: {name}', { name: cased(role.name) })}>
      {parts
        .filter(([, , isThere]) => isThere)
        .map(([place, name]) => (
          <a key={place} href={`#${place}`}>
            {name}
          </a>
        ))}
    </nav>
  );
}
