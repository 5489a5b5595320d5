import { say } from '../../messages/say';
import { plain, within } from '../../words';
import { Elsewhere } from './links';
import { Words } from './told';

export interface Evidence {
  basis: string;
  citations: readonly {
    section?: string | null;
    source: { title: string; publisher?: string | null; url?: string | null; licence?: string | null };
  }[];
}

export function isEvidenced(item: object): item is Evidence {
  return 'basis' in item && 'citations' in item;
}

function keyOf({ basis, citations }: Evidence): string {
  return [basis, ...citations.map(({ source, section }) => `${source.title} ${source.url} ${section}`)].join('\n');
}

/** The evidence of several facts, if it is the same of each; else each tells its own. */
export function inCommon(items: readonly object[]): Evidence | null {
  const [first] = items;
  if (items.length < 2 || !first || !isEvidenced(first)) return null;
  const key = keyOf(first);
  return items.every((each) => isEvidenced(each) && keyOf(each) === key) ? first : null;
}

interface Believed {
  of: Evidence;
  /** Of how many facts it tells; their basis stands in words then, else in a mark. */
  told?: number;
}

/** Why a fact is believed: a quiet mark that opens to its sources. */
export function Why({ of: { basis, citations }, told }: Believed) {
  const said = say('{basis}, {count, plural, =0 {no source named} one {# source} other {# sources}}', {
    basis: plain(basis),
    count: citations.length,
  });
  return (
    <details className={told ? 'why told' : 'why'} data-basis={basis}>
      <summary title={said}>
        <span className="dot" aria-hidden="true" />
        <span className={told ? undefined : 'hidden'}>
          {told && told > 1 ? say('All {count} of them: {evidence}', { count: told, evidence: within(said) }) : said}
        </span>
      </summary>
      <ul>
        {citations.map(({ source, section }) => (
          <li key={`${source.title} ${source.url} ${section}`}>
            {plain(basis)}:{' '}
            <Elsewhere url={source.url}>
              <Words>{source.title}</Words>
            </Elsewhere>
            {section ? (
              <>
                , <Words>{section}</Words>
              </>
            ) : null}
            {source.publisher ? (
              <span className="quiet">
                {' · '}
                <Words>{source.publisher}</Words>
              </span>
            ) : null}
            {source.licence ? (
              <span className="quiet">
                {' · '}
                <Words>{source.licence}</Words>
              </span>
            ) : null}
          </li>
        ))}
        {citations.length === 0 ? <li>{say('No source is named.')}</li> : null}
      </ul>
    </details>
  );
}
