import { count, plain } from '../../words';
import { Elsewhere } from './links';

export interface Evidence {
  basis: string;
  citations: readonly {
    section?: string | null;
    source: { title: string; publisher?: string | null; url?: string | null; licence?: string | null };
  }[];
}

/** Why a fact is believed: its basis for all to see, its sources on demand. */
export function Why({ of: { basis, citations } }: { of: Evidence }) {
  return (
    <details className="why" data-basis={basis}>
      <summary>
        <span className="dot" aria-hidden="true" />
        {plain(basis)}
        <span className="quiet"> · {count(citations.length, 'source')}</span>
      </summary>
      <ul>
        {citations.map(({ source, section }) => (
          <li key={`${source.title} ${source.url} ${section}`}>
            <Elsewhere url={source.url}>{source.title}</Elsewhere>
            {section ? `, ${section}` : ''}
            {source.publisher ? <span className="quiet"> · {source.publisher}</span> : null}
            {source.licence ? <span className="quiet"> · {source.licence}</span> : null}
          </li>
        ))}
        {citations.length === 0 ? <li>No source is named.</li> : null}
      </ul>
    </details>
  );
}
