import type { ReactNode } from 'react';
import { Link } from 'wouter';

import { isElsewhere, path } from '../../addresses';
import { foreign } from '../../messages/foreign';
import { say } from '../../messages/say';
import { cased } from '../names';

export interface Named {
  slug: string;
  name: string;
  /** That in which the name is told. */
  nameLanguage?: string;
}

/** A link to another site, if the address is one. */
export function Elsewhere({ url, children }: { url?: string | null; children: ReactNode }) {
  return isElsewhere(url) ? (
    <a href={url} rel="noreferrer">
      {children}
    </a>
  ) : (
    children
  );
}

/** A link to the view of a role, skill or tool. */
export function To({ kind, thing, className }: { kind: string; thing: Named; className?: string }) {
  return (
    <Link href={path(kind, thing.slug)} className={className} {...foreign(thing.nameLanguage)}>
      {cased(thing.name)}
    </Link>
  );
}

/** By which other name it was found. */
export function Matched({ name, matched }: { name: string; matched: string }) {
  return matched.toLowerCase() === name.toLowerCase() ? null : <span className="quiet"> · {matched}</span>;
}

export function Chips({ kind, things, children }: { kind: string; things: readonly Named[]; children?: ReactNode }) {
  return (
    <ul className="chips">
      {things.map((each) => (
        <li key={each.slug}>
          <To kind={kind} thing={each} />
        </li>
      ))}
      {children}
    </ul>
  );
}

/** Several things in one line, the rest behind a button where there are many; nothing, not even the title, without any. */
export function Things({ title, kind, things, most = 24 }: { title?: string; kind: string; things: readonly Named[]; most?: number }) {
  if (!things.length) return null;
  const rest = things.slice(most);
  return (
    <>
      {title ? <h3>{title}</h3> : null}
      <Chips kind={kind} things={things.slice(0, most)} />
      {rest.length ? (
        <details className="more">
          <summary>{say('{count} more', { count: rest.length })}</summary>
          <Chips kind={kind} things={rest} />
        </details>
      ) : null}
    </>
  );
}
