import { Link, useLocation, useSearchParams } from 'wouter';
import { address, path } from '../../addresses';
import { foreign } from '../../messages/foreign';
import { say } from '../../messages/say';
import { plain } from '../../words';
import { type EntityType, SearchDocument } from '../generated/graphql';
import { shortly } from '../names';
import { counted } from '../nouns';
import { usePages } from '../pages';
import { Downloads } from '../parts/downloads';
import { Tabs } from '../parts/facts';
import { Matched, To } from '../parts/links';
import { More } from '../parts/more';
import { Picker } from '../parts/picker';
import { Answer, Empty, Heading } from '../parts/states';
import { Words } from '../parts/told';

const TYPES = ['ROLE', 'SKILL', 'TOOL'] as const satisfies EntityType[];

/** The box in which one begins. */
export function Box() {
  const [, go] = useLocation();
  return (
    <Picker
      large
      label={say('Find a role, skill or tool')}
      placeholder={say('Nurse, welding, spreadsheets …')}
      types={[...TYPES]}
      onPick={({ __typename: kind, slug }) => go(path(kind.toLowerCase(), slug))}
      onText={(text) => go(address('/find', { q: text }))}
    />
  );
}

export function Find() {
  const [parameters] = useSearchParams();
  const query = parameters.get('q') ?? '';
  const type = TYPES.find((each) => each === parameters.get('type'));
  const variables = { query, types: type ? [type] : [...TYPES], first: 50 };
  const asked = usePages(SearchDocument, query ? variables : null, { after: 'search' }, 200);
  return (
    <>
      <Heading title={query ? say('Found for “{query}”', { query }) : say('Find')} />
      <Box />
      <Tabs label={say('Kinds')}>
        {[undefined, ...TYPES].map((each) => (
          <Link
            key={each ?? 'all'}
            href={address('/find', { q: query, type: each })}
            aria-current={each === type ? 'true' : undefined}
            className="button">
            {{ ROLE: say('Roles'), SKILL: say('Skills'), TOOL: say('Tools'), ALL: say('All') }[each ?? 'ALL']}
          </Link>
        ))}
      </Tabs>
      {query ? (
        <Answer asked={asked}>
          {({ search }) => (
            <>
              <div className="line-of">
                <p className="count">{counted(search.totalCount, 'hit')}</p>
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
              </div>
              <ul className="hits">
                {search.edges.map(({ node, matched }) => (
                  <li key={`${node.__typename} ${node.slug}`}>
                    <To kind={node.__typename.toLowerCase()} thing={node} />
                    <Matched name={node.name} matched={matched} />
                    <span className="quiet">
                      {' '}
                      · {plain(node.__typename)} · <Words language={node.dataset.language}>{shortly(node.dataset.title)}</Words>
                    </span>
                    {node.description ? (
                      <p className="quiet clip" {...foreign(node.descriptionLanguage)}>
                        {node.description}
                      </p>
                    ) : null}
                  </li>
                ))}
              </ul>
              <More rest={asked.rest('after')} what="hit" />
              {search.totalCount === 0 ? (
                <Empty>{say('Nothing is called like that. Try a shorter word, or another spelling.')}</Empty>
              ) : null}
            </>
          )}
        </Answer>
      ) : (
        <Empty>{say('Type what you look for.')}</Empty>
      )}
    </>
  );
}
