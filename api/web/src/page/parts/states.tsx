import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { foreign } from '../../messages/foreign';
import { say } from '../../messages/say';
import type { Asked } from '../client';
import { hasGone } from '../history';
import { cased } from '../names';
import { noSuch } from '../nouns';
import { usePatience } from '../patience';
import { type Evidence, Why } from './evidence';
import { Failed, type Kept, Later, lookedFor } from './failed';
import { Said, wordsIn } from './said';

/** What an answer shows while it is waited for, where it failed, and when it is there. */
export function Answer<Data>({ asked, kept, children }: { asked: Asked<Data>; kept?: Kept; children: (data: Data) => ReactNode }) {
  const patience = usePatience(asked);
  if (patience.waits) return <Later patience={patience} />;
  if (asked.error) return <Failed error={asked.error} variables={asked.variables} again={patience.anew} kept={kept} />;
  if (!asked.data) return <Waiting />;
  return <div aria-busy={asked.waiting}>{children(asked.data)}</div>;
}

function Waiting() {
  return (
    <div className="waiting" role="status">
      <span className="hidden">{say('Looking it up …')}</span>
      <i />
      <i />
      <i />
    </div>
  );
}

/** Where there is nothing to show: why, and perhaps what to do about it. */
export function Empty({ action, children }: { action?: ReactNode; children: ReactNode }) {
  return (
    <div className="notice">
      <p>{children}</p>
      {action}
    </div>
  );
}

/** What one has to know to read what follows. */
export function Note({ children }: { children: ReactNode }) {
  return (
    <div className="notice" role="note">
      {children}
    </div>
  );
}

interface Headed {
  title: string;
  /** The title where some of it is in another language than the page's own words. */
  shown?: ReactNode;
  /** That of the title, where it is a name. */
  language?: string;
  alarming?: boolean;
  children?: ReactNode;
}

/**
 * The heading of a view. It takes the focus when one comes to the view from another, so that a screen reader says where
 * one is. Where the page was opened, the focus begins at its top, as everywhere; `alarming` headings take it all the same.
 */
export function Heading({ title, shown, language, alarming = false, children }: Headed) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Rolegraph`;
    const nowhere = document.activeElement === document.body || document.activeElement?.closest('nav');
    if (nowhere && (alarming || hasGone())) heading.current?.focus({ preventScroll: true });
  }, [title, alarming]);
  return (
    <header className="heading">
      <h1 ref={heading} tabIndex={-1} {...foreign(language)}>
        {shown ?? title}
      </h1>
      {children}
    </header>
  );
}

interface Entity {
  name: string;
  nameLanguage: string;
  description?: string | null;
  descriptionLanguage?: string | null;
  aliases: readonly string[];
}

interface Introduction {
  entity: Entity;
  facts: ReactNode;
  /** Why it is believed that there is such a thing. */
  evidence?: Evidence;
  children?: ReactNode;
}

/** What stands at the top of the view of a role, skill or tool. */
export function Introduced({ entity, facts, evidence, children }: Introduction) {
  return (
    <>
      <Heading title={cased(entity.name)} language={entity.nameLanguage}>
        <div className="quiet facts-line">
          {facts}
          {evidence ? <Why of={evidence} /> : null}
        </div>
      </Heading>
      {children}
      {entity.description ? (
        <p className="lead" {...foreign(entity.descriptionLanguage)}>
          {entity.description}
        </p>
      ) : null}
      {entity.aliases.length ? (
        <p className="quiet clip">
          <Said text={say('Also called {names}.', { names: wordsIn(entity.aliases.join(', '), entity.nameLanguage) })} />
        </p>
      ) : null}
    </>
  );
}

/** The view of something that is not there, which leads to a search for it. */
export function NoSuch({ what, slug }: { what: 'role' | 'skill' | 'tool' | 'group'; slug: string }) {
  const { title, said } = noSuch(what, slug);
  return (
    <>
      <Heading title={title} />
      <Empty
        action={
          <Link className="button" href={lookedFor(slug)}>
            {say('Look for it')}
          </Link>
        }>
        {said}
      </Empty>
    </>
  );
}
