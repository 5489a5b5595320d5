import { Link } from 'wouter';

import { address } from '../../addresses';
import { count, day, dotted, money, percent, plain } from '../../words';
import { RoleDocument, type RoleQuery } from '../generated/graphql';
import { type Paged, type Rest, usePages } from '../pages';
import { Downloads } from '../parts/downloads';
import { Facts, Section, Why } from '../parts/facts';
import { To } from '../parts/links';
import { Importance, Level, Meter } from '../parts/marks';
import { More } from '../parts/more';
import { Answer, Introduced, NoSuch, Note } from '../parts/states';
import { byCategory, type RoleShown, roleRows } from '../rows';
import { Entry, Qualifications } from './entry';

const LISTS = Object.fromEntries(
  ['skills', 'tools', 'applications', 'responsibilities', 'qualifications', 'out', 'in'].map((each) => [each, `role.${each}`]),
);

export function Role({ slug }: { slug: string }) {
  const asked = usePages(RoleDocument, { slug }, LISTS);
  return <Answer asked={asked}>{({ role }) => (role ? <Known role={role} asked={asked} /> : <NoSuch what="role" slug={slug} />)}</Answer>;
}

function Known({ role, asked }: { role: RoleShown; asked: Paged<RoleQuery> }) {
  return (
    <>
      <Introduced
        entity={role}
        facts={
          <>
            {dotted(
              role.dataset.title,
              role.jobZone ? `Job zone ${role.jobZone} of 5` : null,
              role.regulated ? 'Regulated profession' : null,
            )}
            {role.groups.map((group) => (
              <span key={group.slug}>
                {' · '}
                <To kind="group" thing={{ slug: group.slug, name: `${group.scheme} ${group.code} ${group.name}` }} />
              </span>
            ))}
          </>
        }>
        {role.status === 'DEPRECATED' ? (
          <Note>
            This role is no longer recommended for use.
            {role.replacedBy ? (
              <>
                {' '}
                Its place took <To kind="role" thing={role.replacedBy} />.
              </>
            ) : null}
          </Note>
        ) : null}
      </Introduced>
      <div className="actions">
        <Link className="button strong" href={address('/move', { from: role.slug })}>
          Where to from here?
        </Link>
        <Link className="button" href={address('/compare', { roles: [role.slug, role.similar[0]?.role.slug].filter(Boolean).join(',') })}>
          Compare
        </Link>
        <Why of={role} />
      </div>
      <Downloads name={role.slug} asked={asked} data={role} rows={roleRows} whole={async () => (await asked.whole()).role ?? role} />
      <Skills skills={role.skills} rest={asked.rest('skills')} />
      <div className="columns">
        <Entry role={role} />
        <Tools role={role} rest={asked.rest('tools')} />
        <Work role={role} rest={asked.rest} />
        <Qualifications role={role} rest={asked.rest('qualifications')} />
        <Pay role={role} />
        <MovesOf role={role} rest={asked.rest} />
        <Similar role={role} />
        <Said role={role} />
      </div>
    </>
  );
}

function Skills({ skills: { edges, totalCount }, rest }: { skills: RoleShown['skills']; rest: Rest }) {
  const marked = (edge: { importance: 'ESSENTIAL' | 'OPTIONAL' }) => <Importance of={edge.importance} said />;
  return (
    <Section title="Skills" note={count(totalCount, 'skill')}>
      {totalCount === 0 ? <p className="quiet">No source names any.</p> : null}
      <div className="columns">
        {byCategory(edges).map(([heading, held]) => (
          <div key={heading} className="group">
            <h3>{heading}</h3>
            <Facts kind="skill" items={held} of={(edge) => edge.node} mark={marked} text={(edge) => edge.emphasis}>
              {(edge) => <Level of={edge} />}
            </Facts>
          </div>
        ))}
      </div>
      <More rest={rest} what="skill" />
      <p className="quiet legend">● essential, ○ optional</p>
    </Section>
  );
}

function Tools({ role: { tools }, rest }: { role: RoleShown; rest: Rest }) {
  if (!tools.edges.length) return null;
  const note = count(tools.totalCount, 'tool');
  return (
    <Section title="Tools" note={note}>
      <Facts label="Tools" kind="tool" items={tools.edges} of={(edge) => edge.node} text={(edge) => edge.emphasis}>
        {(edge) => (
          <>
            {edge.inDemand ? <span className="tag">in demand</span> : null}
            {edge.node.category ? <span className="quiet"> {edge.node.category}</span> : null}
          </>
        )}
      </Facts>
      <More rest={rest} what="tool" />
    </Section>
  );
}

function Work({ role: { responsibilities, applications }, rest }: { role: RoleShown; rest: (list: string) => Rest }) {
  if (!responsibilities.edges.length && !applications.edges.length) return null;
  return (
    <Section title="Work">
      <Facts label="Responsibilities" items={responsibilities.edges} of={(edge) => edge.node} text={(edge) => edge.example} quiet />
      <More rest={rest('responsibilities')} what="responsibility" many="responsibilities" />
      {applications.edges.length ? <h3>Applied to</h3> : null}
      <Facts items={applications.edges} of={(edge) => edge.node} text={(edge) => edge.emphasis} quiet />
      <More rest={rest('applications')} what="application" />
    </Section>
  );
}

function Pay({ role: { pay } }: { role: RoleShown }) {
  return (
    <Facts
      title="Pay"
      items={pay}
      by={(each) => [each.market, each.currency, each.period, each.min, each.max, each.asOf].join(' ')}
      text={(each) => each.note}
      quiet>
      {(each) => (
        <>
          <strong>
            {money(each.min, each.currency)} to {money(each.max, each.currency)}
          </strong>{' '}
          a {each.period.toLowerCase()}
          {each.market ? `, ${each.market}` : ''}
          {each.asOf ? `, as of ${day(each.asOf)}` : ''}
        </>
      )}
    </Facts>
  );
}

function MovesOf({ role, rest }: { role: RoleShown; rest: (list: string) => Rest }) {
  const told = [
    { title: 'People go to', list: 'out', moves: role.out.nodes.map(({ to: other, ...move }) => ({ ...move, other })) },
    { title: 'People come from', list: 'in', moves: role.in.nodes.map(({ from: other, ...move }) => ({ ...move, other })) },
  ].filter(({ moves }) => moves.length);
  if (!told.length) return null;
  return (
    <Section title="Documented moves">
      {told.map(({ title, list, moves }) => (
        <div key={title}>
          <h3>{title}</h3>
          <Facts kind="role" label={title} items={moves} of={(move) => move.other} text={(move) => move.rationale} quiet>
            {(move) => (
              <>
                {' '}
                <span className="tag">{plain(move.kind)}</span>
              </>
            )}
          </Facts>
          <More rest={rest(list)} what="move" />
        </div>
      ))}
    </Section>
  );
}

function Similar({ role }: { role: RoleShown }) {
  return (
    <Section title="Most related" note="computed; any two roles are about 30% related">
      <Facts items={role.similar} by={(each) => each.role.slug}>
        {(each) => (
          <>
            <Link href={address('/compare', { roles: `${role.slug},${each.role.slug}` })}>{each.role.name}</Link>
            <Meter share={each.likeness} label={`${percent(each.likeness)} related`} />
          </>
        )}
      </Facts>
    </Section>
  );
}

function Said({ role }: { role: RoleShown }) {
  const said = [
    ...role.contrasts.map((each) => ({ ...each, title: plain(each.dimension), text: each.statement })),
    ...role.examples.map((each) => ({ ...each, title: `Example: ${each.name}`, text: each.description })),
    ...role.outlooks.map((each) => ({ ...each, title: `${plain(each.kind)}: ${each.name}`, text: each.description })),
  ];
  return (
    <Facts title="What sources say" items={said} by={(each) => each.title} text={(each) => each.text}>
      {(each) => <strong>{each.title}</strong>}
    </Facts>
  );
}
