import { Link } from 'wouter';

import { address } from '../../addresses';
import { count } from '../../words';
import { useAsk } from '../client';
import { StartDocument } from '../generated/graphql';
import { Chips, type Named } from '../parts/links';
import { Answer, Empty, Heading } from '../parts/states';
import { Box } from './find';

export function Start() {
  const asked = useAsk(StartDocument, {});
  return (
    <>
      <div className="hero">
        <Heading title="What do roles share, and how do people move between them?" />
        <Box />
      </div>
      <Answer asked={asked}>
        {({ datasets }) => (
          <>
            <Doors roles={datasets.find((each) => each.roles.totalCount > 1)?.roles.nodes ?? []} />
            {datasets.map((each) => (
              <section key={each.slug} className="section" aria-label={each.title}>
                <h2>
                  {each.title}{' '}
                  <span className="quiet">
                    {count(each.roles.totalCount, 'role')}, {count(each.skills.totalCount, 'skill')}
                  </span>
                </h2>
                <Chips kind="role" things={each.roles.nodes}>
                  {each.roles.totalCount > each.roles.nodes.length ? <li className="quiet">and more: search for them</li> : null}
                </Chips>
              </section>
            ))}
            {datasets.length === 0 ? (
              <Empty>
                Nothing is loaded yet. Run <code>rolegraph load seeds/datasets/ai-careers</code>, and this page fills within seconds.
              </Empty>
            ) : null}
          </>
        )}
      </Answer>
    </>
  );
}

/** What can be done here, shown with two roles; nothing where there are not two. */
function Doors({ roles: [one, other] }: { roles: Named[] }) {
  if (!one || !other) return null;
  const doors = [
    ['Compare', `${one.name} with ${other.name}`, address('/compare', { roles: `${one.slug},${other.slug}` })],
    ['Move', `on from ${one.name}`, address('/move', { from: one.slug })],
    ['Match', 'what you can do with roles', '/move?mine='],
    ['Hire', 'for what a project needs', '/hire'],
  ] as const;
  return (
    <ul className="doors">
      {doors.map(([verb, what, href]) => (
        <li key={href}>
          <Link href={href}>
            <strong>{verb}</strong> {what}
          </Link>
        </li>
      ))}
    </ul>
  );
}
