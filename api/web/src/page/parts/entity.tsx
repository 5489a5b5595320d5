import type { ReactNode } from 'react';
import { Link } from 'wouter';

import { address } from '../../addresses';
import { Empty, Heading } from './states';

interface Entity {
  name: string;
  description?: string | null;
  aliases: readonly string[];
}

/** What stands at the top of the view of a role, skill or tool. */
export function Introduced({ entity, facts, children }: { entity: Entity; facts: string; children?: ReactNode }) {
  return (
    <>
      <Heading title={entity.name}>
        <p className="quiet">{facts}</p>
      </Heading>
      {children}
      {entity.description ? <p className="lead">{entity.description}</p> : null}
      {entity.aliases.length ? <p className="quiet clip">Also called {entity.aliases.join(', ')}.</p> : null}
    </>
  );
}

/** The view of something that is not there, which leads to a search for it. */
export function NoSuch({ what, slug }: { what: string; slug: string }) {
  const looked = slug.split('/').at(-1)?.replaceAll('-', ' ');
  return (
    <>
      <Heading title={`No such ${what}`} />
      <Empty
        action={
          <Link className="button" href={address('/find', { q: looked })}>
            Look for it
          </Link>
        }>
        There is no {what} “{slug}”.
      </Empty>
    </>
  );
}
