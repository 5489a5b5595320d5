import { Meter, Section, Why } from '../parts/facts';
import { percent, plain } from '../words';
import type { Whole } from './role';

/** What it takes to get in: one line for each scale, with how many people say so. */
export function Entry({ role }: { role: Whole }) {
  const said = role.entry.filter((each) => each.most ?? each.typical);
  if (!said.length) return null;
  return (
    <Section title="What it takes to get in" note="what most people in the role say, or what is typical">
      <dl className="entry">
        {said.map((each) => (
          <div key={each.scale}>
            <dt>{plain(each.scale)}</dt>
            <dd>
              {(each.most ?? each.typical)?.name}
              {each.share !== null && each.share !== undefined ? (
                <span className="quiet">
                  {' '}
                  {percent(each.share)} of people say so{each.suppressed ? ', too few answers to rely on' : ''}
                </span>
              ) : null}
              {each.typical && each.most && each.typical.slug !== each.most.slug ? (
                <span className="quiet"> · typical: {each.typical.name}</span>
              ) : null}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

export function Qualifications({ role }: { role: Whole }) {
  if (!role.qualifications.edges.length) return null;
  return (
    <Section title="Qualifications">
      <ul className="facts scrolled" tabIndex={0} aria-label="Qualifications">
        {role.qualifications.edges.map((edge) => (
          <li key={edge.node.slug}>
            <div>
              {edge.node.name} <span className="tag">{plain(edge.requirement)}</span>{' '}
              {edge.suppressed ? <span className="tag">too few answers to rely on</span> : null}
              {edge.share !== null && edge.share !== undefined ? (
                <Meter share={edge.share} label={`${percent(edge.share)} of people`} tone="plain" />
              ) : null}
              {edge.fieldsOfStudy.length ? <p className="quiet">{edge.fieldsOfStudy.join(', ')}</p> : null}
              <Why basis={edge.basis} citations={edge.citations} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
