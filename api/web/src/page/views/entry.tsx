import { isKnown, percent, plain } from '../../words';
import type { Rest } from '../pages';
import { Facts, Section, Terms } from '../parts/facts';
import { Meter } from '../parts/marks';
import { More } from '../parts/more';
import type { RoleShown } from '../rows';

/** What it takes to get in: one line for each scale, with how many people say so. */
export function Entry({ role }: { role: RoleShown }) {
  const said = role.entry.filter((each) => each.most ?? each.typical);
  if (!said.length) return null;
  return (
    <Section title="What it takes to get in" note="what most people in the role say, or what is typical">
      <Terms className="entry" of={said.map((each) => [plain(each.scale), <Typical key={each.scale} entry={each} />])} />
    </Section>
  );
}

function Typical({ entry: { most, typical, share, suppressed } }: { entry: RoleShown['entry'][number] }) {
  return (
    <>
      {(most ?? typical)?.name}
      {isKnown(share) ? (
        <span className="quiet">
          {' '}
          {percent(share)} of people say so{suppressed ? ', too few answers to rely on' : ''}
        </span>
      ) : null}
      {typical && most && typical.slug !== most.slug ? <span className="quiet"> · typical: {typical.name}</span> : null}
    </>
  );
}

export function Qualifications({ role, rest }: { role: RoleShown; rest: Rest }) {
  if (!role.qualifications.edges.length) return null;
  return (
    <Section title="Qualifications">
      <Facts
        label="Qualifications"
        items={role.qualifications.edges}
        of={(edge) => edge.node}
        text={(edge) => edge.fieldsOfStudy.join(', ')}
        quiet>
        {(edge) => (
          <>
            {' '}
            <span className="tag">{plain(edge.requirement)}</span>{' '}
            {edge.suppressed ? <span className="tag">too few answers to rely on</span> : null}
            {isKnown(edge.share) ? <Meter share={edge.share} label={`${percent(edge.share)} of people`} tone="plain" /> : null}
          </>
        )}
      </Facts>
      <More rest={rest} what="qualification" />
    </Section>
  );
}
