import { Link } from 'wouter';
import { address } from '../../addresses';
import { foreign } from '../../messages/foreign';
import { say } from '../../messages/say';
import { PREFIX } from '../../prefix';
import { day, dotted } from '../../words';
import { DataDocument, type DataQuery } from '../generated/graphql';
import { type Rest, usePages } from '../pages';
import { Downloads } from '../parts/downloads';
import { Facts, Section, Table } from '../parts/facts';
import { Elsewhere } from '../parts/links';
import { More } from '../parts/more';
import { Answer, Empty, Heading } from '../parts/states';
import { Words } from '../parts/told';
import { WhatChanged } from '../parts/what-changed';

const published = (each: DataQuery['sources'][number]) => dotted(each.publisher, each.publishedOn, each.licence);

export function Data() {
  const asked = usePages(DataDocument, { first: 100 }, { after: 'log' });
  return (
    <>
      <Heading title={say('Data')} />
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
            <Section title={say('Datasets')}>
              <div className="columns">
                {data.datasets.map((each) => (
                  <div key={each.slug}>
                    <h3>
                      <Elsewhere url={each.url}>
                        <Words language={each.language}>{each.title}</Words>
                      </Elsewhere>
                    </h3>
                    <p>
                      {say('{roles, plural, one {# role} other {# roles}}, {skills, plural, one {# skill} other {# skills}}', {
                        roles: each.roles.totalCount,
                        skills: each.skills.totalCount,
                      })}
                    </p>
                    {each.description ? (
                      <p className="quiet" {...foreign(each.language)}>
                        {each.description}
                      </p>
                    ) : null}
                    <p className="quiet" {...foreign(each.language)}>
                      {dotted(each.version, each.publisher, each.licence)}
                    </p>
                  </div>
                ))}
              </div>
            </Section>
            <Facts title={say('Sources')} columns items={data.sources} by={(each) => each.slug} text={published} quiet>
              {(each) => <Elsewhere url={each.url}>{each.title}</Elsewhere>}
            </Facts>
            <Revisions data={data} rest={asked.rest('after')} />
          </>
        )}
      </Answer>
    </>
  );
}

function Revisions({ data, rest }: { data: DataQuery; rest: Rest }) {
  const { log: revisions } = data;
  return (
    <>
      <Section
        title={say('Revisions')}
        note={say('{count, plural, one {# revision} other {# revisions}}', { count: revisions.totalCount })}>
        <Table
          label={say('Revisions')}
          head={say('Revision')}
          columns={[say('Committed'), say('What it did'), say('By'), say('Look')].map((name) => ({ slug: name, name }))}
          rows={revisions.nodes.map(({ number, committedAt, author, ...load }) => ({
            slug: String(number),
            head: number,
            cells: [day(committedAt), did(load), author, <Look key="look" number={number} />],
          }))}
        />
        <More rest={rest} what="revision" />
      </Section>
      {revisions.nodes.length ? <WhatChanged data={data} /> : <Empty>{say('Nothing was loaded yet.')}</Empty>}
    </>
  );
}

type Load = Pick<DataQuery['log']['nodes'][number], 'created' | 'changed' | 'deprecated' | 'dataset' | 'loaded'>;

/** What a load did to which dataset, and what it read. */
function did({ created, changed, deprecated, dataset, loaded }: Load): string {
  const counts = [
    created ? say('{count} created', { count: created }) : '',
    changed ? say('{count} changed', { count: changed }) : '',
    deprecated ? say('{count} deprecated', { count: deprecated }) : '',
  ];
  return say('{dataset}: {counts} from {loaded}.', { dataset: dataset.slug, counts: counts.filter(Boolean).join(', '), loaded });
}

function Look({ number }: { number: number }) {
  return (
    <>
      <Link href={address('/data', { since: String(number - 1), until: String(number) })}>{say('its changes')}</Link>,{' '}
      <a href={`${PREFIX}/revisions/${number}/graphql`}>{say('its GraphiQL')}</a>
    </>
  );
}
