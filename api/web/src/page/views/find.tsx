import { Link, useLocation, useSearchParams } from 'wouter';

import { address, path } from '../../addresses';
import { count, plain } from '../../words';
import { useAsk } from '../client';
import { type EntityType, SearchDocument } from '../generated/graphql';
import { Downloads } from '../parts/downloads';
import { Matched, To } from '../parts/links';
import { Tabs } from '../parts/lists';
import { Picker } from '../parts/picker';
import { Answer, Empty, Heading } from '../parts/states';

const TYPES: EntityType[] = ['ROLE', 'SKILL', 'TOOL'];

/** The box in which one begins. */
export function Box() {
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
  const asked = useAsk(SearchDocument, query ? variables : null);
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
                rows={search.edges.map(({ node: { __typename: kind, slug, name, dataset }, matched, score }) => {
                  return { kind, slug, name, dataset: dataset.slug, matched, score };
                })}
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
