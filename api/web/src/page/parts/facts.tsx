import { type ReactNode, useId } from 'react';
import { Link } from 'wouter';

import { count, path, plain } from '../words';

export interface Cited {
  section?: string | null;
  source: { title: string; publisher?: string | null; url?: string | null; licence?: string | null };
}

/** A link to another site, if the address is one: records may say anything, and `javascript:` is no address. */
export function Elsewhere({ url, children }: { url?: string | null; children: ReactNode }) {
  return url && /^https?:\/\//i.test(url) ? (
    <a href={url} rel="noreferrer">
      {children}
    </a>
  ) : (
    children
  );
}

/** Why a fact is believed: its basis for all to see, its sources on demand. */
export function Why({ basis, citations }: { basis: string; citations: readonly Cited[] }) {
  return (
    <details className="why" data-basis={basis}>
      <summary>
        <span className="dot" aria-hidden="true" />
        {plain(basis)}
        <span className="quiet"> · {count(citations.length, 'source')}</span>
      </summary>
      <ul>
        {citations.map((each, place) => (
          <li key={place}>
            <Elsewhere url={each.source.url}>{each.source.title}</Elsewhere>
            {each.section ? `, ${each.section}` : ''}
            {each.source.publisher ? <span className="quiet"> · {each.source.publisher}</span> : null}
            {each.source.licence ? <span className="quiet"> · {each.source.licence}</span> : null}
          </li>
        ))}
        {citations.length === 0 ? <li>No source is named.</li> : null}
      </ul>
    </details>
  );
}

interface Named {
  slug: string;
  name: string;
}

export function To({ kind, thing }: { kind: 'role' | 'skill' | 'tool'; thing: Named }) {
  return <Link href={path(kind, thing.slug)}>{thing.name}</Link>;
}

/** Several things in one line, the rest behind a button where there are many. */
export function Things({ kind, things, most = 24 }: { kind: 'role' | 'skill' | 'tool'; things: Named[]; most?: number }) {
  const shown = things.slice(0, most);
  const rest = things.slice(most);
  return (
    <>
      <ul className="chips">
        {shown.map((each) => (
          <li key={each.slug}>
            <To kind={kind} thing={each} />
          </li>
        ))}
      </ul>
      {rest.length ? (
        <details className="more">
          <summary>{count(rest.length, 'more', 'more')}</summary>
          <ul className="chips">
            {rest.map((each) => (
              <li key={each.slug}>
                <To kind={kind} thing={each} />
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}

/** A share as a bar and in words, which say of what it is. `tone` says what it means: what one has, or what is missing. */
export function Meter({ share, label, tone = 'have' }: { share: number; label: string; tone?: 'have' | 'lack' | 'plain' }) {
  return (
    <span className="meter" data-tone={tone}>
      <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect width="100" height="8" className="track" />
        <rect width={Math.max(0, Math.min(1, share)) * 100} height="8" className="fill" />
      </svg>
      <span className="number">{label}</span>
    </span>
  );
}

export function Section({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="section">
      <h2 id={id}>
        {title} {note ? <span className="quiet">{note}</span> : null}
      </h2>
      {children}
    </section>
  );
}
