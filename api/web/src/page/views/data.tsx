import { Link, useSearchParams } from 'wouter';
import { useAsk } from '../client';
import { ChangesDocument, DataDocument, type DataQuery } from '../generated/graphql';
import { Downloads } from '../parts/downloads';
import { Elsewhere, Section } from '../parts/facts';
import { Answer, Empty, Heading } from '../parts/states';
import { address, count, day, plain } from '../words';

export function Data() {
  const variables = { first: 100 };
  const asked = useAsk(DataDocument, variables);
  return (
    <>
      <Heading title="Data" />
      <Answer asked={asked}>
        {(data) => (
          <>
            <Downloads
              name="datasets"
              document={DataDocument}
              variables={variables}
              data={data}
              rows={data.datasets.map((each) => ({
                slug: each.slug,
                title: each.title,
                version: each.version,
                publisher: each.publisher,
                licence: each.licence,
                roles: each.roles.totalCount,
                skills: each.skills.totalCount,
              }))}
            />
            <Section title="Datasets">
              <div className="columns">
                {data.datasets.map((each) => (
                  <div key={each.slug} className="card">
                    <h3>
                      <Elsewhere url={each.url}>{each.title}</Elsewhere>
                    </h3>
                    <p>
                      {count(each.roles.totalCount, 'role')}, {count(each.skills.totalCount, 'skill')}
                    </p>
                    {each.description ? <p className="quiet">{each.description}</p> : null}
                    <p className="quiet">{[each.version, each.publisher, each.licence].filter(Boolean).join(' · ')}</p>
                  </div>
                ))}
              </div>
            </Section>
            <Section title="Sources">
              <ul className="facts columns">
                {data.sources.map((each) => (
                  <li key={each.slug}>
                    <div>
                      <Elsewhere url={each.url}>{each.title}</Elsewhere>
                      <p className="quiet">{[each.publisher, each.publishedOn, each.licence].filter(Boolean).join(' · ')}</p>
                    </div>
                  </li>
                ))}
              </ul>
            </Section>
            <Revisions data={data} />
          </>
        )}
      </Answer>
    </>
  );
}

function Revisions({ data }: { data: DataQuery }) {
  const [parameters, setParameters] = useSearchParams();
  const { nodes } = data.revisions;
  const newest = nodes[0]?.number ?? 0;
  const until = Number(parameters.get('until') ?? newest);
  const since = Number(parameters.get('since') ?? Math.max(0, until - 1));
  const set = (one: number, other: number) => setParameters({ since: String(one), until: String(other) });
  return (
    <>
      <Section title="Revisions" note={count(data.revisions.totalCount, 'revision')}>
        <div className="scrolled wide" tabIndex={0} role="region" aria-label="Revisions">
          <table className="holdings">
            <thead>
              <tr>
                <th scope="col">Revision</th>
                <th scope="col">Committed</th>
                <th scope="col">What it did</th>
                <th scope="col">By</th>
                <th scope="col">Look</th>
              </tr>
            </thead>
            <tbody>
              {nodes.map((each) => (
                <tr key={each.number}>
                  <th scope="row">{each.number}</th>
                  <td>{day(each.committedAt)}</td>
                  <td>{each.summary}</td>
                  <td>{each.author}</td>
                  <td>
                    <Link href={address('/data', { since: String(each.number - 1), until: String(each.number) })}>its changes</Link>,{' '}
                    <a href={`/revisions/${each.number}/graphql`}>its GraphiQL</a>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Section>
      {newest ? (
        <Section title="What changed">
          <form className="filters" onSubmit={(event) => event.preventDefault()}>
            <label>
              after revision{' '}
              <input type="number" min={0} max={newest} value={since} onChange={(event) => set(event.target.valueAsNumber || 0, until)} />
            </label>
            <label>
              up to revision{' '}
              <input
                type="number"
                min={1}
                max={newest}
                value={until}
                onChange={(event) => set(since, event.target.valueAsNumber || newest)}
              />
            </label>
          </form>
          <Changed since={since} until={until} />
        </Section>
      ) : (
        <Empty>
          <p>Nothing was loaded yet.</p>
        </Empty>
      )}
    </>
  );
}

function shown(value: unknown): string {
  const text = value === null || value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 240 ? `${text.slice(0, 240)} …` : text;
}

function Changed({ since, until }: { since: number; until: number }) {
  const [parameters, setParameters] = useSearchParams();
  const variables = { since, until, after: parameters.get('after') };
  const asked = useAsk(ChangesDocument, variables);
  return (
    <Answer asked={asked}>
      {({ changes }) => (
        <>
          <p className="quiet">{count(changes.totalCount, 'change')}</p>
          <Downloads
            name={`changes-${since}-${until}`}
            document={ChangesDocument}
            variables={variables}
            data={changes}
            rows={changes.nodes.map((each) => ({
              revision: each.revision,
              operation: each.operation,
              kind: each.kind,
              slug: each.slug,
              fields: each.fields.map((field) => field.field).join('; '),
            }))}
          />
          <ul className="changes">
            {changes.nodes.map((each) => (
              <li key={`${each.revision} ${each.kind} ${each.slug}`}>
                <details>
                  <summary>
                    <span className="tag" data-operation={each.operation}>
                      {plain(each.operation)}
                    </span>{' '}
                    {plain(each.kind)} <code>{each.slug}</code> <span className="quiet">in revision {each.revision}</span>
                  </summary>
                  <dl>
                    {each.fields.map((field) => (
                      <div key={field.field}>
                        <dt>{field.field}</dt>
                        <dd>
                          {each.operation === 'CREATED' ? null : (
                            <>
                              <del>{shown(field.before)}</del>{' '}
                            </>
                          )}
                          <ins>{shown(field.after)}</ins>
                        </dd>
                      </div>
                    ))}
                  </dl>
                </details>
              </li>
            ))}
          </ul>
          {changes.pageInfo.hasNextPage && changes.pageInfo.endCursor ? (
            <button
              type="button"
              onClick={() => setParameters({ since: String(since), until: String(until), after: changes.pageInfo.endCursor! })}
            >
              Next 50
            </button>
          ) : null}
        </>
      )}
    </Answer>
  );
}
