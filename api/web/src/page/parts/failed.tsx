import type { CombinedError } from '@urql/core';
import { Link } from 'wouter';
import { address } from '../../addresses';
import { foreign } from '../../messages/foreign';
import { say } from '../../messages/say';
import { useAsk } from '../client';
import { NamesDocument } from '../generated/graphql';
import { cased, shortly } from '../names';
import { noSuch } from '../nouns';
import type { Patience } from '../patience';
import { type Refusal, refusal } from '../refusal';

/** Makes the address that a suggested slug leads to; `place` is that of the wrong one among those that were asked for. */
export type Kept = (slug: string, place: number | undefined) => string;

/** What an answer shows while the server is not ready for it: that one need do nothing, and what one can. */
export function Later({ patience: { message, pause, now, stop } }: { patience: Patience }) {
  return (
    <div className="notice" role="status">
      <p>{message}</p>
      <p className="quiet">
        {pause === null
          ? say('Asking again …')
          : say('This page asks again by itself, in {seconds, plural, one {# second} other {# seconds}}.', { seconds: Math.ceil(pause) })}
      </p>
      <p className="actions">
        <button type="button" onClick={now} disabled={pause === null}>
          {say('Ask now')}
        </button>
        <button type="button" onClick={stop}>
          {say('Stop asking')}
        </button>
      </p>
    </div>
  );
}

/** What the address asks for is wrong, and will be the next time. */
const OF_ADDRESS: ReadonlySet<string> = new Set(['NOT_FOUND', 'BAD_USER_INPUT']);

interface Refused {
  error: CombinedError;
  variables: object;
  again: () => void;
  kept?: Kept;
}

/** Why there is no answer, and ways on: what may have been meant, a search for it, or to ask again. */
export function Failed({ error, variables, again, kept }: Refused) {
  const refused = refusal(error);
  const wrong = refused.code === 'NOT_FOUND' ? wrongOne(variables, refused) : undefined;
  return (
    <div className="notice" role="alert">
      {wrong !== undefined && kept ? (
        <NotFound slug={wrong} refused={refused} kept={kept} />
      ) : wrong !== undefined && refused.argument === 'needs' ? (
        <UnknownNeed need={wrong} nearest={refused.nearest} />
      ) : (
        <>
          <p {...foreign(refused.language)}>{refused.message}</p>
          {refused.code !== undefined && OF_ADDRESS.has(refused.code) ? (
            <Link href="/" className="button">
              {say('Back to the start')}
            </Link>
          ) : (
            <button type="button" onClick={again}>
              {say('Try again')}
            </button>
          )}
        </>
      )}
    </div>
  );
}

/** The slug that is not known, undefined where the answer does not say which it was. */
function wrongOne(variables: object, { argument, place }: Refusal): string | undefined {
  const given: unknown = argument === undefined ? undefined : (variables as Record<string, unknown>)[argument];
  const one: unknown = Array.isArray(given) && place !== undefined ? given[place] : given;
  return typeof one === 'string' ? one : undefined;
}

/** A need about which nothing is known, and those that may be meant. */
function UnknownNeed({ need, nearest }: { need: string; nearest: readonly string[] }) {
  return (
    <>
      <p>
        {say('Nothing is known about: {needs}.', { needs: need })} {nearest.length ? say('Did you mean one of these?') : null}
      </p>
      <p className="actions">
        {nearest.map((each) => (
          <Link key={each} href={address('/hire', { need: each })} className="button">
            {each}
          </Link>
        ))}
      </p>
    </>
  );
}

function NotFound({ slug, refused: { nearest, place }, kept }: { slug: string; refused: Refusal; kept: Kept }) {
  const names = useAsk(NamesDocument, nearest.length ? { slugs: nearest } : null);
  const named = new Map(names.data?.roles.nodes.map((each) => [each.slug, each]));
  const several = new Set(names.data?.roles.nodes.map((each) => each.dataset.title)).size > 1;
  return (
    <>
      <p>
        {noSuch('role', slug).said} {nearest.length ? say('Did you mean one of these?') : null}
      </p>
      <p className="actions">
        {nearest.map((each) => {
          const role = named.get(each);
          return (
            <Link key={each} href={kept(each, place)} className="button">
              {role ? cased(role.name) : each}
              {role && several ? <span className="quiet">{shortly(role.dataset.title)}</span> : null}
            </Link>
          );
        })}
        <Link href={lookedFor(slug)} className="button">
          {say('Look for it')}
        </Link>
      </p>
    </>
  );
}

/** The address of a search for what a slug is called. */
export function lookedFor(slug: string): string {
  return address('/find', { q: slug.split('/').at(-1)?.replaceAll('-', ' ') });
}
