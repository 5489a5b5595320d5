import { Link } from 'wouter';

import { useAsk } from '../client';
import { RoleDocument, type RoleQuery } from '../generated/graphql';
import { Downloads, type Row } from '../parts/downloads';
import { Meter, Section, To, Why } from '../parts/facts';
import { Answer, Empty, Heading } from '../parts/states';
import { address, count, day, percent, plain } from '../words';
import { Entry, Qualifications } from './entry';

export type Whole = NonNullable<RoleQuery['role']>;
type SkillEdge = Whole['skills']['edges'][number];

export function Role({ slug }: { slug: string }) {
  const asked = useAsk(RoleDocument, { slug });
  return (
    <Answer asked={asked}>
      {({ role }) =>
        role ? (
          <Known role={role} />
        ) : (
          <>
            <Heading title="No such role" />
            <Empty>
              <p>There is no role “{slug}”.</p>
              <Link className="button" href={address('/find', { q: slug.split('/').at(-1)?.replaceAll('-', ' ') })}>
                Look for it
              </Link>
            </Empty>
          </>
        )
      }
    </Answer>
  );
}

function Known({ role }: { role: Whole }) {
  return (
    <>
      <Heading title={role.name}>
        <p className="quiet">
          {role.dataset.title}
          {role.groups.map((group) => ` · ${group.scheme} ${group.code} ${group.name}`)}
          {role.jobZone ? ` · Job zone ${role.jobZone} of 5` : ''}
          {role.regulated ? ' · Regulated profession' : ''}
        </p>
      </Heading>
      {role.status === 'DEPRECATED' ? (
        <div className="notice" role="note">
          This role is no longer recommended for use.
          {role.replacedBy ? (
            <>
              {' '}
              Its place took <To kind="role" thing={role.replacedBy} />.
            </>
          ) : null}
        </div>
      ) : null}
      {role.description ? <p className="lead">{role.description}</p> : null}
      {role.aliases.length ? <p className="quiet clip">Also called {role.aliases.join(', ')}.</p> : null}
      <div className="actions">
        <Link className="button strong" href={address('/move', { from: role.slug })}>
          Where to from here?
        </Link>
        <Link className="button" href={address('/compare', { roles: [role.slug, role.similar[0]?.role.slug].filter(Boolean).join(',') })}>
          Compare
        </Link>
        <Why basis={role.basis} citations={role.citations} />
      </div>
      <Downloads name={role.slug} document={RoleDocument} variables={{ slug: role.slug }} data={role} rows={rows(role)} />
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
  return (
    <Section title="Skills" note={count(total, 'skill')}>
      {total === 0 ? <p className="quiet">No source names any.</p> : null}
      <div className="columns">
        {[...groups].map(([heading, held]) => (
          <div key={heading} className="group">
            <h3>{heading}</h3>
            <ul className="facts">
              {held
                .sort((one, other) => order[one.importance] - order[other.importance] || (other.level ?? 0) - (one.level ?? 0))
                .map((edge) => (
                  <li key={edge.node.slug}>
                    <span className="importance" data-importance={edge.importance} title={plain(edge.importance)}>
                      {edge.importance === 'ESSENTIAL' ? '●' : '○'}
                      <span className="hidden">{plain(edge.importance)}:</span>
                    </span>
                    <div>
                      <To kind="skill" thing={edge.node} />
                      {edge.level !== null && edge.level !== undefined ? (
                        <Meter share={edge.level} label={`level ${edge.levelRating?.toFixed(1) ?? percent(edge.level)}`} tone="plain" />
                      ) : null}
                      {edge.emphasis ? <p>{edge.emphasis}</p> : null}
                      <Why basis={edge.basis} citations={edge.citations} />
                    </div>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </div>
      <p className="quiet legend">● essential, ○ optional</p>
    </Section>
  );
}

function Tools({ role }: { role: Whole }) {
  if (!role.tools.edges.length) return null;
  return (
    <Section title="Tools" note={count(role.tools.totalCount, 'tool')}>
      <ul className="facts scrolled" tabIndex={0} aria-label="Tools">
        {role.tools.edges.map((edge) => (
          <li key={edge.node.slug}>
            <div>
              <To kind="tool" thing={edge.node} />
              {edge.inDemand ? <span className="tag">in demand</span> : null}
              {edge.node.category ? <span className="quiet"> {edge.node.category}</span> : null}
              {edge.emphasis ? <p>{edge.emphasis}</p> : null}
              <Why basis={edge.basis} citations={edge.citations} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Work({ role }: { role: Whole }) {
  if (!role.responsibilities.edges.length && !role.applications.edges.length) return null;
  return (
    <Section title="Work">
      <ul className="facts scrolled" tabIndex={0} aria-label="Responsibilities">
        {role.responsibilities.edges.map((edge) => (
          <li key={edge.node.slug}>
            <div>
              {edge.node.name}
              {edge.example ? <p className="quiet">{edge.example}</p> : null}
              <Why basis={edge.basis} citations={edge.citations} />
            </div>
          </li>
        ))}
      </ul>
      {role.applications.edges.length ? (
        <>
          <h3>Applied to</h3>
          <ul className="facts">
            {role.applications.edges.map((edge) => (
              <li key={edge.node.slug}>
                <div>
                  {edge.node.name}
                  {edge.emphasis ? <p className="quiet">{edge.emphasis}</p> : null}
                  <Why basis={edge.basis} citations={edge.citations} />
                </div>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Section>
  );
}

function Pay({ role }: { role: Whole }) {
  if (!role.pay.length) return null;
  const money = (value: number, currency: string) => value.toLocaleString('en', { style: 'currency', currency, maximumFractionDigits: 0 });
  return (
    <Section title="Pay">
      <ul className="facts">
        {role.pay.map((each, place) => (
          <li key={place}>
            <div>
              <strong>
                {money(each.min, each.currency)} to {money(each.max, each.currency)}
              </strong>{' '}
              a {each.period.toLowerCase()}
              {each.market ? `, ${each.market}` : ''}
              {each.asOf ? `, as of ${day(each.asOf)}` : ''}
              {each.note ? <p className="quiet">{each.note}</p> : null}
              <Why basis={each.basis} citations={each.citations} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function MovesOf({ role }: { role: Whole }) {
  const moves = [
    ['People go to', role.out.nodes.map((each) => ({ ...each, other: each.to }))],
    ['People come from', role.in.nodes.map((each) => ({ ...each, other: each.from }))],
  ] as const;
  if (moves.every(([, each]) => each.length === 0)) return null;
  return (
    <Section title="Documented moves">
      {moves.map(([title, each]) =>
        each.length ? (
          <div key={title}>
            <h3>{title}</h3>
            <ul className="facts scrolled" tabIndex={0} aria-label={title}>
              {each.map((move) => (
                <li key={move.other.slug}>
                  <div>
                    <To kind="role" thing={move.other} /> <span className="tag">{plain(move.kind)}</span>
                    {move.rationale ? <p className="quiet">{move.rationale}</p> : null}
                    <Why basis={move.basis} citations={move.citations} />
                  </div>
                </li>
              ))}
            </ul>
          </div>
        ) : null,
      )}
    </Section>
  );
}

function Similar({ role }: { role: Whole }) {
  return (
    <Section title="Most related" note="computed; any two roles are about 30% related">
      <ul className="facts">
        {role.similar.map((each) => (
          <li key={each.role.slug}>
            <div>
              <Link href={address('/compare', { roles: `${role.slug},${each.role.slug}` })}>{each.role.name}</Link>
              <Meter share={each.likeness} label={`${percent(each.likeness)} related`} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Said({ role }: { role: Whole }) {
  const said = [
    ...role.contrasts.map((each) => ({ ...each, title: plain(each.dimension), text: each.statement })),
    ...role.examples.map((each) => ({ ...each, title: `Example: ${each.name}`, text: each.description })),
    ...role.outlooks.map((each) => ({ ...each, title: `${plain(each.kind)}: ${each.name}`, text: each.description })),
  ];
  if (!said.length) return null;
  return (
    <Section title="What sources say">
      <ul className="facts">
        {said.map((each) => (
          <li key={each.title}>
            <div>
              <strong>{each.title}</strong>
              <p>{each.text}</p>
              <Why basis={each.basis} citations={each.citations} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function rows(role: Whole): Row[] {
  const source = (cited: readonly { section?: string | null; source: { title: string } }[]) =>
    cited.map((each) => [each.source.title, each.section].filter(Boolean).join(', ')).join('; ');
  return [
    ...role.skills.edges.map((each) => ({
      kind: 'skill',
      slug: each.node.slug,
      name: each.node.name,
      importance: each.importance,
      level: each.level,
      said: each.emphasis,
      basis: each.basis,
      sources: source(each.citations),
    })),
    ...role.tools.edges.map((each) => ({
      kind: 'tool',
      slug: each.node.slug,
      name: each.node.name,
      said: each.emphasis,
      basis: each.basis,
      sources: source(each.citations),
    })),
    ...role.responsibilities.edges.map((each) => ({
      kind: 'responsibility',
      slug: each.node.slug,
      name: each.node.name,
      said: each.example,
      basis: each.basis,
      sources: source(each.citations),
    })),
    ...role.qualifications.edges.map((each) => ({
      kind: 'qualification',
      slug: each.node.slug,
      name: each.node.name,
      importance: each.requirement,
      level: each.share,
      basis: each.basis,
      sources: source(each.citations),
    })),
  ];
}
