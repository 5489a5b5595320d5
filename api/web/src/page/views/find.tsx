import { Link, useLocation, useSearchParams } from 'wouter';
import { address, path } from '../../addresses';
import { count, plain } from '../../words';
import { useAsk } from '../client';
import { type EntityType, SearchDocument, StartDocument } from '../generated/graphql';
import { usePages } from '../pages';
import { Downloads } from '../parts/downloads';
import { Section, Tabs } from '../parts/facts';
import { Chips, Matched, type Named, To } from '../parts/links';
import { More } from '../parts/more';
import { Picker } from '../parts/picker';
import { Answer, Empty, Heading } from '../parts/states';

const TYPES: EntityType[] = ['ROLE', 'SKILL', 'TOOL'];

/** The box in which one begins. */
function Box() {
  const [, go] = useLocation();
  return (
    <Picker
      large
      label="Find a role, skill or tool"
      placeholder="ML engineer, Python, Kubernetes …"
      types={TYPES}
      onPick={({ __typename: kind, slug }) => go(path(kind.toLowerCase(), slug))}
      onText={(text) => go(address('/find', { q: text }))}
    />
  );
}

export function Find() {
  const [parameters] = useSearchParams();
  const query = parameters.get('q') ?? '';
  const type = TYPES.find((each) => each === parameters.get('type'));
  const variables = { query, types: type ? [type] : TYPES, first: 50 };
  const asked = usePages(SearchDocument, query ? variables : null, { after: 'search' }, 200);
  return (
    <>
      <Heading title={query ? `Found for “${query}”` : 'Find'} />
      <Box />
      <Tabs label="Kinds">
        {[undefined, ...TYPES].map((each) => (
          <Link
            key={each ?? 'all'}
            href={address('/find', { q: query, type: each })}
            aria-current={each === type ? 'true' : undefined}
            className="button">
            {each ? `${plain(each)}s` : 'All'}
          </Link>
        ))}
      </Tabs>
      {query ? (
        <Answer asked={asked}>
          {({ search }) => (
            <>
              <p className="quiet">{count(search.totalCount, 'hit')}</p>
              <Downloads
                name={`found-${query}`}
                asked={asked}
                data={search}
                rows={(found) =>
                  found.edges.map(({ node: { __typename: kind, slug, name, dataset }, matched, score }) => {
                    return { kind, slug, name, dataset: dataset.slug, matched, score };
                  })
                }
                whole={async () => (await asked.whole()).search}
              />
              <ul className="hits">
                {search.edges.map(({ node, matched }) => (
                  <li key={`${node.__typename} ${node.slug}`}>
                    <To kind={node.__typename.toLowerCase()} thing={node} />
                    <Matched name={node.name} matched={matched} />
                    <span className="quiet">
                      {' '}
                      · {plain(node.__typename)} · {node.dataset.title}
                    </span>
                    {node.description ? <p className="quiet clip">{node.description}</p> : null}
                  </li>
                ))}
              </ul>
              <More rest={asked.rest('after')} what="hit" />
              {search.totalCount === 0 ? <Empty>Nothing is called like that. Try a shorter word, or another spelling.</Empty> : null}
            </>
          )}
        </Answer>
      ) : (
        <Empty>Type what you look for.</Empty>
      )}
    </>
  );
}

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
              <Section
                key={each.slug}
                title={each.title}
                note={`${count(each.roles.totalCount, 'role')}, ${count(each.skills.totalCount, 'skill')}`}>
                <Chips kind="role" things={each.roles.nodes}>
                  {each.roles.totalCount > each.roles.nodes.length ? <li className="quiet">and more: search for them</li> : null}
                </Chips>
              </Section>
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
