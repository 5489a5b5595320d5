import { say } from '../../messages/say';
import type { Evidence } from '../parts/evidence';
import { Section } from '../parts/facts';
import { Elsewhere } from '../parts/links';
import { Words } from '../parts/told';
import type { RoleShown } from '../rows';

type Source = Evidence['citations'][number]['source'];

/** The sources that what is told of a role rests on, each once, with how many facts cite it. */
export function Sources({ role }: { role: RoleShown }) {
  const facts: Evidence[] = [
    role,
    ...role.skills.edges,
    ...role.tools.edges,
    ...role.applications.edges,
    ...role.responsibilities.edges,
    ...role.qualifications.edges,
    ...role.pay,
    ...role.out.nodes,
    ...role.in.nodes,
    ...role.contrasts,
    ...role.examples,
    ...role.outlooks,
  ];
  const found = new Map<string, { source: Source; facts: number }>();
  for (const { citations } of facts) {
    for (const key of new Set(citations.map(({ source }) => `${source.title} ${source.url}`))) {
      const source = citations.find((each) => `${each.source.title} ${each.source.url}` === key)?.source;
      if (source) found.set(key, { source, facts: (found.get(key)?.facts ?? 0) + 1 });
    }
  }
  const sources = [...found.values()].sort((one, other) => other.facts - one.facts);
  const without = facts.filter((each) => each.citations.length === 0).length;
  return (
    <Section title={say('Sources')} place="sources">
      <p className="quiet">
        {say('A mark behind a fact opens to where it is said: full where a source states it, empty where a curator inferred it.')}
      </p>
      <ul className="sources">
        {sources.map((each) => (
          <li key={`${each.source.title} ${each.source.url}`}>
            <span>
              <Elsewhere url={each.source.url}>
                <Words>{each.source.title}</Words>
              </Elsewhere>{' '}
              <span className="quiet">
                <Words>{[each.source.publisher, each.source.licence].filter(Boolean).join(' · ')}</Words>
              </span>
            </span>
            <span className="number quiet">{say('{count, plural, one {# fact} other {# facts}}', { count: each.facts })}</span>
          </li>
        ))}
      </ul>
      {without ? (
        <p className="quiet">{say('{count, plural, one {# fact names} other {# facts name}} no source.', { count: without })}</p>
      ) : null}
    </Section>
  );
}
