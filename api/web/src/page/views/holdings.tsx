import { say } from '../../messages/say';
import { Strip } from '../charts/strip';
import { cased } from '../names';
import { counted } from '../nouns';
import type { Rest } from '../pages';
import { inCommon, Why } from '../parts/evidence';
import { Facts, Section } from '../parts/facts';
import { Importance, Level } from '../parts/marks';
import { More } from '../parts/more';
import { Words } from '../parts/told';
import { byCategory, type RoleShown } from '../rows';

type Edge = RoleShown['skills']['edges'][number];

const essentials = (edges: readonly Edge[]) => edges.filter((each) => each.importance === 'ESSENTIAL').length;

/** Skills by group, those groups first in which most is essential; where all rest on one source, that is told once. */
export function Skills({ skills: { edges, totalCount }, rest }: { skills: RoleShown['skills']; rest: Rest }) {
  const groups = byCategory(edges).sort(([, one], [, other]) => essentials(other) - essentials(one) || other.length - one.length);
  const common = inCommon(edges);
  return (
    <Section
      title={say('Skills')}
      place="skills"
      note={say('{count}, {essential} of them essential', { count: counted(totalCount, 'skill'), essential: essentials(edges) })}>
      {totalCount === 0 ? <p className="quiet">{say('No source names any.')}</p> : null}
      {groups.length > 1 ? <Strip parts={groups.map(([heading, held]) => ({ name: cased(heading), size: held.length }))} /> : null}
      <div className="columns">
        {groups.map(([heading, held]) => (
          <div key={heading} className="held-group">
            <h3>
              <Words>{cased(heading)}</Words> <span className="quiet">{held.length}</span>
            </h3>
            <Facts
              kind="skill"
              items={held}
              toldAbove={common !== null}
              of={(edge) => edge.node}
              mark={(edge) => <Importance of={edge.importance} said />}
              figure={(edge) => <Level of={edge} />}
              text={(edge) => edge.emphasis}
            />
          </div>
        ))}
      </div>
      <More rest={rest} what="skill" />
      <p className="quiet legend">{say('● essential, ○ optional')}</p>
      {common ? <Why of={common} told={edges.length} /> : null}
    </Section>
  );
}

export function Tools({ role: { tools }, rest }: { role: RoleShown; rest: Rest }) {
  if (!tools.edges.length) return null;
  const wanted = [...tools.edges].sort((one, other) => Number(other.inDemand) - Number(one.inDemand));
  return (
    <Section title={say('Tools')} place="tools" note={counted(tools.totalCount, 'tool')}>
      <Facts label={say('Tools')} kind="tool" items={wanted} of={(edge) => edge.node} text={(edge) => edge.emphasis}>
        {(edge) => (
          <>
            {edge.inDemand ? <span className="tag">{say('in demand')}</span> : null}
            {edge.node.category ? (
              <span className="quiet">
                {' '}
                <Words>{edge.node.category}</Words>
              </span>
            ) : null}
          </>
        )}
      </Facts>
      <More rest={rest} what="tool" />
    </Section>
  );
}
