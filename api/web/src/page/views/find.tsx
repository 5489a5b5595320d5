import { Link, useLocation, useSearchParams } from 'wouter';
import { address, path } from '../../addresses';
import { say } from '../../messages/say';
import { count, plain } from '../../words';
import { type EntityType, SearchDocument } from '../generated/graphql';
import { shortly } from '../names';
import { usePages } from '../pages';
import { Downloads } from '../parts/downloads';
import { Tabs } from '../parts/facts';
import { Matched, To } from '../parts/links';
import { More } from '../parts/more';
import { Picker } from '../parts/picker';
import { Answer, Empty, Heading } from '../parts/states';

const TYPES: EntityType[] = ['ROLE', 'SKILL', 'TOOL'];

/** The box in which one begins. */
export function Box() {
  const [, go] = useLocation();
  return (
    <Picker
      large
      label={say('Find a role, skill or tool')}
      placeholder={say('Nurse, welding, spreadsheets …')}
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
              <p className="count">{count(search.totalCount, 'hit')}</p>
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
                      · {plain(node.__typename)} · {shortly(node.dataset.title)}
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
