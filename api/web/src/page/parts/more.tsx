import { count } from '../../words';
import type { Rest } from '../pages';
import { refusal } from '../refusal';

/** Says how much of a list stands above, and brings the next page of it. Nothing where all of it does. */
export function More({ rest, what, many }: { rest: Rest; what: string; many?: string }) {
  const { shown, total, more, fetching, error, next } = rest;
  if (!more) return null;
  return (
    <div className="rest">
      <p className="quiet" role="status">
        {shown.toLocaleString('en')} of {count(total, what, many)} are shown.
      </p>
      {next ? (
        <button type="button" onClick={next} disabled={fetching}>
          {fetching ? 'Fetching …' : `Show more ${many ?? `${what}s`}`}
        </button>
      ) : (
        <p className="quiet">The file has them all.</p>
      )}
      {error ? <p role="alert">{refusal(error).message}</p> : null}
    </div>
  );
}
