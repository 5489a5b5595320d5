import { Link } from 'wouter';

import { address } from '../../addresses';
import { say } from '../../messages/say';
import { percent, plain } from '../../words';
import { cased } from '../names';
import type { Rest } from '../pages';
import { Facts, Section } from '../parts/facts';
import { Meter } from '../parts/marks';
import { More } from '../parts/more';
import { Said, wordsIn } from '../parts/said';
import { useSpoken, Words } from '../parts/told';
import type { RoleShown } from '../rows';

export function Work({ role: { responsibilities, applications }, rest }: { role: RoleShown; rest: (list: string) => Rest }) {
  if (!responsibilities.edges.length && !applications.edges.length) return null;
  const weight = { ESSENTIAL: 0, OPTIONAL: 1 };
  const sorted = [...responsibilities.edges].sort(
    (one, other) => (one.importance ? weight[one.importance] : 0) - (other.importance ? weight[other.importance] : 0),
  );
  return (
    <Section title={say('What people do')} place="work">
      <Facts label={say('Responsibilities')} columns items={sorted} of={(edge) => edge.node} text={(edge) => edge.example} quiet />
      <More rest={rest('responsibilities')} what="responsibility" />
      {applications.edges.length ? <h3>{say('Applied to')}</h3> : null}
      <Facts columns items={applications.edges} of={(edge) => edge.node} text={(edge) => edge.emphasis} quiet />
      <More rest={rest('applications')} what="application" />
    </Section>
  );
}

export function MovesOf({ role, rest }: { role: RoleShown; rest: (list: string) => Rest }) {
  const told = [
    { title: say('People go to'), list: 'out', moves: role.out.nodes.map(({ to: other, ...move }) => ({ ...move, other })) },
    { title: say('People come from'), list: 'in', moves: role.in.nodes.map(({ from: other, ...move }) => ({ ...move, other })) },
  ].filter(({ moves }) => moves.length);
  if (!told.length) return null;
  return (
    <Section title={say('Documented moves')} place="moves">
      <div className="pair">
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
      </div>
    </Section>
  );
}

export function Related({ role }: { role: RoleShown }) {
  if (!role.similar.length) return null;
  return (
    <Section title={say('Most related')} place="related" note={say('computed; any two roles are about 30% related')}>
      <Facts
        columns
        items={role.similar}
        by={(each) => each.role.slug}
        figure={(each) => <Meter share={each.likeness} label={say('{share} related', { share: percent(each.likeness) })} />}>
        {(each) => (
          <Link href={address('/compare', { roles: `${role.slug},${each.role.slug}` })}>
            <Words language={each.role.nameLanguage}>{cased(each.role.name)}</Words>
          </Link>
        )}
      </Facts>
    </Section>
  );
}

/** What sources say of the role in sentences of their own: how it differs, and illustrative projects. */
export function Quoted({ role }: { role: RoleShown }) {
  const spoken = useSpoken();
  const said = [
    ...role.contrasts.map((each) => ({ ...each, key: each.dimension, title: plain(each.dimension), text: each.statement })),
    ...role.examples.map((each) => ({
      ...each,
      key: each.slug,
      title: <Said text={say('Example: {name}', { name: wordsIn(each.name, spoken) })} />,
      text: each.description,
    })),
  ];
  return (
    <Facts title={say('What sources say')} items={said} by={(each) => each.key} text={(each) => each.text}>
      {(each) => <strong>{each.title}</strong>}
    </Facts>
  );
}
