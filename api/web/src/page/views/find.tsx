import { Link, useLocation, useSearchParams } from 'wouter';

import { useAsk } from '../client';
import { type EntityType, SearchDocument, StartDocument } from '../generated/graphql';
import { Downloads } from '../parts/downloads';
import { To } from '../parts/facts';
import { type Found, Picker } from '../parts/picker';
import { Answer, Empty, Heading } from '../parts/states';
import { address, count, path, plain } from '../words';

const TYPES: EntityType[] = ['ROLE', 'SKILL', 'TOOL'];
const KINDS = { Role: 'role', Skill: 'skill', Tool: 'tool' } as const;

function Box() {
  const [, go] = useLocation();
  return (
    <Picker
      large
      label="Find a role, skill or tool"
      placeholder="ML engineer, Python, Kubernetes …"
      types={TYPES}
      onPick={(found: Found) => go(path(found.kind, found.slug))}
      onText={(text) => go(address('/find', { q: text }))}
    />
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
        {({ datasets }) => {
          const pair = (datasets.find((each) => each.roles.totalCount > 1)?.roles.nodes ?? []).slice(0, 2);
          const [one, other] = pair;
          return (
            <>
              {one && other ? (
                <ul className="doors">
                  <li>
                    <Link href={address('/compare', { roles: `${one.slug},${other.slug}` })}>
                      <strong>Compare</strong> {one.name} with {other.name}
                    </Link>
                  </li>
                  <li>
                    <Link href={address('/move', { from: one.slug })}>
                      <strong>Move</strong> on from {one.name}
                    </Link>
                  </li>
                  <li>
                    <Link href="/move?mine=">
                      <strong>Match</strong> what you can do with roles
                    </Link>
                  </li>
                  <li>
                    <Link href="/hire">
                      <strong>Hire</strong> for what a project needs
                    </Link>
                  </li>
                </ul>
              ) : null}
              {datasets.map((each) => (
                <section key={each.slug} className="section" aria-label={each.title}>
                  <h2>
                    {each.title}{' '}
                    <span className="quiet">
                      {count(each.roles.totalCount, 'role')}, {count(each.skills.totalCount, 'skill')}
                    </span>
                  </h2>
                  <ul className="chips">
                    {each.roles.nodes.map((role) => (
                      <li key={role.slug}>
                        <To kind="role" thing={role} />
                      </li>
                    ))}
                    {each.roles.totalCount > each.roles.nodes.length ? <li className="quiet">and more: search for them</li> : null}
                  </ul>
                </section>
              ))}
              {datasets.length === 0 ? (
                <Empty>
                  <p>
                    Nothing is loaded yet. Run <code>rolegraph load seeds/datasets/ai-careers</code>, and this page fills within seconds.
                  </p>
                </Empty>
              ) : null}
            </>
          );
        }}
      </Answer>
    </>
  );
}

export function Find() {
  const [parameters] = useSearchParams();
  const query = parameters.get('q') ?? '';
  const type = TYPES.find((each) => each === parameters.get('type'));
  const variables = { query, types: type ? [type] : TYPES, first: 50 };
  const asked = useAsk(SearchDocument, query ? variables : null);
  return (
    <>
      <Heading title={query ? `Found for “${query}”` : 'Find'} />
      <Box />
      <div className="tabs" role="group" aria-label="Kinds">
        {[undefined, ...TYPES].map((each) => (
          <Link
            key={each ?? 'all'}
            href={address('/find', { q: query, type: each })}
            aria-current={each === type ? 'true' : undefined}
            className="button"
          >
            {each ? `${plain(each)}s` : 'All'}
          </Link>
        ))}
      </div>
      {query ? (
        <Answer asked={asked}>
          {({ search }) => (
            <>
              <p className="quiet">{count(search.totalCount, 'hit')}</p>
              <Downloads
                name={`found-${query}`}
                document={SearchDocument}
                variables={variables}
                data={search}
                rows={search.edges.map(({ node, matched, score }) => ({
                  kind: node.__typename,
                  slug: node.slug,
                  name: node.name,
                  dataset: node.dataset.slug,
                  matched,
                  score,
                }))}
              />
              <ul className="hits">
                {search.edges.map(({ node, matched }) => (
                  <li key={`${node.__typename} ${node.slug}`}>
                    <To kind={KINDS[node.__typename as keyof typeof KINDS] ?? 'role'} thing={node} />
                    {matched.toLowerCase() !== node.name.toLowerCase() ? <span className="quiet"> · {matched}</span> : null}
                    <span className="quiet">
                      {' '}
                      · {plain(node.__typename)} · {node.dataset.title}
                    </span>
                    {node.description ? <p className="quiet clip">{node.description}</p> : null}
                  </li>
                ))}
              </ul>
              {search.totalCount === 0 ? (
                <Empty>
                  <p>Nothing is called like that. Try a shorter word, or another spelling.</p>
                </Empty>
              ) : null}
            </>
          )}
        </Answer>
      ) : (
        <Empty>
          <p>Type what you look for.</p>
        </Empty>
      )}
    </>
  );
}
