import { Link, useSearchParams } from 'wouter';
import { address } from '../../addresses';
import { PREFIX } from '../../prefix';
import { count, day, dotted, inShort, plain } from '../../words';
import { ChangesDocument, DataDocument, type DataQuery } from '../generated/graphql';
import { type Rest, usePages } from '../pages';
import { Downloads } from '../parts/downloads';
import { Facts, Section, Table, Terms } from '../parts/facts';
import { Elsewhere } from '../parts/links';
import { More } from '../parts/more';
import { Answer, Empty, Heading } from '../parts/states';

const published = (each: DataQuery['sources'][number]) => dotted(each.publisher, each.publishedOn, each.licence);

export function Data() {
  const asked = usePages(DataDocument, { first: 100 }, { after: 'log' });
  return (
    <>
      <Heading title="Data" />
      <Answer asked={asked}>
        {(data) => (
          <>
            <Downloads
              name="datasets"
              asked={asked}
              data={data}
              rows={(all) =>
                all.datasets.map(({ slug, title, version, publisher, licence, roles, skills }) => {
                  return { slug, title, version, publisher, licence, roles: roles.totalCount, skills: skills.totalCount };
                })
              }
            />
            <Section title="Datasets">
              <div className="columns">
                {data.datasets.map((each) => (
                  <div key={each.slug}>
                    <h3>
                      <Elsewhere url={each.url}>{each.title}</Elsewhere>
                    </h3>
                    <p>
                      {count(each.roles.totalCount, 'role')}, {count(each.skills.totalCount, 'skill')}
                    </p>
                    {each.description ? <p className="quiet">{each.description}</p> : null}
                    <p className="quiet">{dotted(each.version, each.publisher, each.licence)}</p>
                  </div>
                ))}
              </div>
            </Section>
            <Facts title="Sources" columns items={data.sources} by={(each) => each.slug} text={published} quiet>
              {(each) => <Elsewhere url={each.url}>{each.title}</Elsewhere>}
            </Facts>
            <Revisions data={data} rest={asked.rest('after')} />
          </>
        )}
      </Answer>
    </>
  );
}

function Revisions({ data: { log: revisions }, rest }: { data: DataQuery; rest: Rest }) {
  const [parameters, setParameters] = useSearchParams();
  const newest = revisions.nodes[0]?.number ?? 0;
  const until = Number(parameters.get('until') ?? newest);
  const since = Number(parameters.get('since') ?? Math.max(0, until - 1));
  const set = (one: number, other: number) => setParameters({ since: String(one), until: String(other) });
  return (
    <>
      <Section title="Revisions" note={count(revisions.totalCount, 'revision')}>
        <Table
          label="Revisions"
          head="Revision"
          columns={['Committed', 'What it did', 'By', 'Look'].map((name) => ({ slug: name, name }))}
          rows={revisions.nodes.map(({ number, committedAt, summary, author }) => ({
            slug: String(number),
            head: number,
            cells: [day(committedAt), summary, author, <Look key="look" number={number} />],
          }))}
        />
        <More rest={rest} what="revision" />
      </Section>
      {newest ? (
        <Section title="What changed">
          <form className="filters" onSubmit={(event) => event.preventDefault()}>
            <Bound label="after revision" least={0} most={newest} value={since} onChange={(chosen) => set(chosen || 0, until)} />
            <Bound label="up to revision" least={1} most={newest} value={until} onChange={(chosen) => set(since, chosen || newest)} />
          </form>
          <Changed since={since} until={until} />
        </Section>
      ) : (
        <Empty>Nothing was loaded yet.</Empty>
      )}
    </>
  );
}

function Look({ number }: { number: number }) {
  return (
    <>
      <Link href={address('/data', { since: String(number - 1), until: String(number) })}>its changes</Link>,{' '}
      <a href={`${PREFIX}/revisions/${number}/graphql`}>its GraphiQL</a>
    </>
  );
}

/** A number of a revision to type. `onChange` gets NaN for what is none. */
function Bound(bound: { label: string; least: number; most: number; value: number; onChange: (chosen: number) => void }) {
  return (
    <label>
      {bound.label}{' '}
      <input
        type="number"
        min={bound.least}
        max={bound.most}
        value={bound.value}
        onChange={(event) => bound.onChange(event.target.valueAsNumber)}
      />
    </label>
  );
}

/** What changed after one revision up to another, by record. */
function Changed({ since, until }: { since: number; until: number }) {
  const asked = usePages(ChangesDocument, { since, until, first: 50 }, { after: 'changes' }, 500);
  return (
    <Answer asked={asked}>
      {({ changes: { totalCount, nodes }, changes }) => (
        <>
          <p className="quiet">{count(totalCount, 'change')}</p>
          <Downloads
            name={`changes-${since}-${until}`}
            whole={async () => (await asked.whole()).changes}
            asked={asked}
            data={changes}
            rows={(all) =>
              all.nodes.map(({ revision, operation, kind, slug, fields }) => {
                return { revision, operation, kind, slug, fields: fields.map((each) => each.field).join('; ') };
              })
            }
          />
          <ul className="changes">
            {nodes.map(({ revision, operation, kind, slug, fields }) => (
              <li key={`${revision} ${kind} ${slug}`}>
                <details>
                  <summary>
                    <span className="tag">{plain(operation)}</span> {plain(kind)} <code>{slug}</code>{' '}
                    <span className="quiet">in revision {revision}</span>
                  </summary>
                  <Terms
                    of={fields.map((each) => [each.field, <Change key={each.field} change={each} created={operation === 'CREATED'} />])}
                  />
                </details>
              </li>
            ))}
          </ul>
          <More rest={asked.rest('after')} what="change" />
        </>
      )}
    </Answer>
  );
}

function Change({ change, created }: { change: { before?: unknown; after?: unknown }; created: boolean }) {
  return (
    <>
      {created ? null : <del>{inShort(change.before)}</del>} <ins>{inShort(change.after)}</ins>
    </>
  );
}
