import { Link } from 'wouter';

import { address } from '../../addresses';
import { count, day, dotted, money, percent, plain } from '../../words';
import { useAsk } from '../client';
import { RoleDocument } from '../generated/graphql';
import { Downloads } from '../parts/downloads';
import { Introduced, NoSuch } from '../parts/entity';
import { To } from '../parts/links';
import { Facts, FactsSection, Section } from '../parts/lists';
import { Importance, Level, Meter } from '../parts/marks';
import { Why } from '../parts/sources';
import { Answer, Note } from '../parts/states';
import { type RoleShown, roleRows } from '../rows';
import { Entry, Qualifications } from './entry';

type SkillEdge = RoleShown['skills']['edges'][number];

export function Role({ slug }: { slug: string }) {
  const asked = useAsk(RoleDocument, { slug });
  return <Answer asked={asked}>{({ role }) => (role ? <Known role={role} /> : <NoSuch what="role" slug={slug} />)}</Answer>;
}

function Known({ role }: { role: RoleShown }) {
  return (
    <>
      <Introduced
        entity={role}
        facts={dotted(
          role.dataset.title,
          ...role.groups.map((group) => `${group.scheme} ${group.code} ${group.name}`),
          role.jobZone ? `Job zone ${role.jobZone} of 5` : null,
          role.regulated ? 'Regulated profession' : null,
        )}
      >
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
      <Downloads name={role.slug} document={RoleDocument} variables={{ slug: role.slug }} data={role} rows={roleRows(role)} />
      <Skills edges={role.skills.edges} total={role.skills.totalCount} />
      <div className="columns">
        <Entry role={role} />
        <Tools role={role} />
        <Work role={role} />
        <Qualifications role={role} />
        <Pay role={role} />
        <MovesOf role={role} />
        <Similar role={role} />
        <Said role={role} />
      </div>
    </>
  );
}

function Skills({ edges, total }: { edges: SkillEdge[]; total: number }) {
  const groups = new Map<string, SkillEdge[]>();
  for (const edge of edges) {
    const heading = edge.node.category ?? plain(edge.node.kind); // a category is a name, and stays as it is
    groups.set(heading, [...(groups.get(heading) ?? []), edge]);
  }
  const order = { ESSENTIAL: 0, OPTIONAL: 1 };
  const foremost = (one: SkillEdge, other: SkillEdge) =>
    order[one.importance] - order[other.importance] || (other.level ?? 0) - (one.level ?? 0);
  return (
    <Section title="Skills" note={count(total, 'skill')}>
      {total === 0 ? <p className="quiet">No source names any.</p> : null}
      <div className="columns">
        {[...groups].map(([heading, held]) => (
          <div key={heading} className="group">
            <h3>{heading}</h3>
            <Facts items={held.sort(foremost)} by={(edge) => edge.node.slug} mark={(edge) => <Importance of={edge.importance} said />}>
              {(edge) => (
                <>
                  <To kind="skill" thing={edge.node} />
                  <Level of={edge} />
                  {edge.emphasis ? <p>{edge.emphasis}</p> : null}
                </>
              )}
            </Facts>
          </div>
        ))}
      </div>
      <p className="quiet legend">● essential, ○ optional</p>
    </Section>
  );
}

function Tools({ role: { tools } }: { role: RoleShown }) {
  return (
    <FactsSection title="Tools" note={count(tools.totalCount, 'tool')} label="Tools" items={tools.edges} by={(edge) => edge.node.slug}>
      {(edge) => (
        <>
          <To kind="tool" thing={edge.node} />
          {edge.inDemand ? <span className="tag">in demand</span> : null}
          {edge.node.category ? <span className="quiet"> {edge.node.category}</span> : null}
          {edge.emphasis ? <p>{edge.emphasis}</p> : null}
        </>
      )}
    </FactsSection>
  );
}

function Work({ role: { responsibilities, applications } }: { role: RoleShown }) {
  if (!responsibilities.edges.length && !applications.edges.length) return null;
  return (
    <Section title="Work">
      <Facts label="Responsibilities" items={responsibilities.edges} by={(edge) => edge.node.slug}>
        {({ node, example }) => (
          <>
            {node.name}
            {example ? <p className="quiet">{example}</p> : null}
          </>
        )}
      </Facts>
      {applications.edges.length ? <h3>Applied to</h3> : null}
      <Facts items={applications.edges} by={(edge) => edge.node.slug}>
        {({ node, emphasis }) => (
          <>
            {node.name}
            {emphasis ? <p className="quiet">{emphasis}</p> : null}
          </>
        )}
      </Facts>
    </Section>
  );
}

function Pay({ role: { pay } }: { role: RoleShown }) {
  return (
    <FactsSection title="Pay" items={pay} by={(each) => [each.market, each.currency, each.period, each.min, each.max, each.asOf].join(' ')}>
      {(each) => (
        <>
          <strong>
            {money(each.min, each.currency)} to {money(each.max, each.currency)}
          </strong>{' '}
          a {each.period.toLowerCase()}
          {each.market ? `, ${each.market}` : ''}
          {each.asOf ? `, as of ${day(each.asOf)}` : ''}
          {each.note ? <p className="quiet">{each.note}</p> : null}
        </>
      )}
    </FactsSection>
  );
}

function MovesOf({ role }: { role: RoleShown }) {
  const told = [
    { title: 'People go to', moves: role.out.nodes.map(({ to: other, ...move }) => ({ ...move, other })) },
    { title: 'People come from', moves: role.in.nodes.map(({ from: other, ...move }) => ({ ...move, other })) },
  ].filter(({ moves }) => moves.length);
  if (!told.length) return null;
  return (
    <Section title="Documented moves">
      {told.map(({ title, moves }) => (
        <div key={title}>
          <h3>{title}</h3>
          <Facts label={title} items={moves} by={(move) => `${move.other.slug} ${move.kind}`}>
            {(move) => (
              <>
                <To kind="role" thing={move.other} /> <span className="tag">{plain(move.kind)}</span>
                {move.rationale ? <p className="quiet">{move.rationale}</p> : null}
              </>
            )}
          </Facts>
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
    <FactsSection title="What sources say" items={said} by={(each) => each.title}>
      {(each) => (
        <>
          <strong>{each.title}</strong>
          <p>{each.text}</p>
        </>
      )}
    </FactsSection>
  );
}
