import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'wouter';

import type { Asked } from '../client';

/** What an answer shows while it is waited for, where it failed, and when it is there. */
export function Answer<Data>({
  asked,
  kept,
  children,
}: {
  asked: Asked<Data>;
  /** Makes the address that a suggested slug leads to. */
  kept?: (slug: string) => string;
  children: (data: Data) => ReactNode;
}) {
  if (asked.error) return <Failed error={asked.error} again={asked.again} kept={kept} />;
  if (!asked.data) return <Waiting />;
  return <div aria-busy={asked.waiting}>{children(asked.data)}</div>;
}

function Waiting() {
  return (
    <div className="waiting" role="status">
      <span className="hidden">Looking it up …</span>
      <i />
      <i />
      <i />
    </div>
  );
}

function Failed({
  error,
  again,
  kept,
}: {
  error: NonNullable<Asked<unknown>['error']>;
  again: () => void;
  kept?: (slug: string) => string;
}) {
  const first = error.graphQLErrors[0];
  const nearest = (first?.extensions?.nearest as string[] | undefined) ?? [];
  return (
    <div className="notice" role="alert">
      <p>{first ? first.message : 'The server does not answer. Check your connection, then try again.'}</p>
      {kept && nearest.length ? (
        <p>
          {nearest.map((slug) => (
            <Link key={slug} href={kept(slug)} className="button">
              {slug}
            </Link>
          ))}
        </p>
      ) : (
        <button type="button" onClick={again}>
          Try again
        </button>
      )}
    </div>
  );
}

export function Empty({ children }: { children: ReactNode }) {
  return <div className="notice">{children}</div>;
}

/** The heading of a view. It takes the focus when the view opens, so that a screen reader says where one is. */
export function Heading({ title, children }: { title: string; children?: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Rolegraph`;
    if (document.activeElement === document.body || document.activeElement?.closest('nav')) heading.current?.focus();
  }, [title]);
  return (
    <header className="heading">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </header>
  );
}
