import { Link } from 'wouter';

import { path } from '../../addresses';
import { say } from '../../messages/say';
import { day, plain } from '../../words';
import { byLoad, type Changed, type Load, told } from '../changes';
import '../style/changes.css';
import { InDataset, Words } from './told';

const PAGES: Readonly<Record<string, string>> = { ROLE: 'role', SKILL: 'skill', TOOL: 'tool', ROLE_GROUP: 'group' };
const SENTENCES = 8; // of a record that are shown at once

/** Changes as a person would tell them: by load, then by what they are about, new records together. */
export function Changes({ changes }: { changes: readonly Changed[] }) {
  return byLoad(changes).map((load) => <OfLoad key={load.revision.number} load={load} />);
}

function OfLoad({ load: { revision, kinds } }: { load: Load }) {
  const { number, committedAt, author, message, dataset } = revision;
  return (
    <section className="load" aria-label={say('Revision {number}', { number: String(number) })}>
      <h3>
        <Words language={dataset.language}>{dataset.title}</Words>
        <span className="quiet"> · {say('{when}, by {author}', { when: day(committedAt), author })}</span>
      </h3>
      {message ? <p>{message}</p> : null}
      <InDataset of={dataset}>
        {kinds.map(({ kind, changes }) => (
          <OfKind key={kind} kind={kind} changes={changes} />
        ))}
      </InDataset>
    </section>
  );
}

function OfKind({ kind, changes }: { kind: string; changes: readonly Changed[] }) {
  const made = changes.filter(({ operation }) => operation === 'CREATED');
  const others = changes.filter(({ operation }) => operation !== 'CREATED');
  return (
    <>
      <h4>{say('{kind}: {count, plural, one {# change} other {# changes}}', { kind: plain(kind), count: changes.length })}</h4>
      <ul className="changes">
        {made.length ? (
          <li>
            <span className="tag">{say('New')}</span>{' '}
            {made.map((each, place) => (
              <span key={each.slug} className="change">
                {place ? ', ' : ''}
                <Named change={each} />
              </span>
            ))}
          </li>
        ) : null}
        {others.map((each) => (
          <li key={each.slug} className="change">
            <Told change={each} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Named({ change: { kind, slug, name } }: { change: Changed }) {
  const page = PAGES[kind];
  const said = <Words>{name}</Words>;
  return page ? <Link href={path(page, slug)}>{said}</Link> : said;
}

function Told({ change }: { change: Changed }) {
  const { name, operation, statements } = change;
  const said = statements.map((each) => told(name, each));
  const rest = said.slice(SENTENCES);
  const lines = (of: readonly string[]) => (
    <ul>
      {of.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
  return (
    <>
      <strong>
        <Named change={change} />
      </strong>{' '}
      {operation === 'DEPRECATED' ? <span className="tag">{say('No longer in use')}</span> : null}
      {lines(said.slice(0, SENTENCES))}
      {rest.length ? (
        <details className="more">
          <summary>{say('{count, number} more', { count: rest.length })}</summary>
          {lines(rest)}
        </details>
      ) : null}
    </>
  );
}
