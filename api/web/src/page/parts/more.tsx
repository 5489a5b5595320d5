import { say } from '../../messages/say';
import { counted, showMore, type What } from '../nouns';
import type { Rest } from '../pages';
import { refusal } from '../refusal';

/** Says how much of a list stands above, and brings the next page of it. Nothing where all of it does. */
export function More({ rest, what }: { rest: Rest; what: What }) {
  const { shown, total, more, fetching, error, next } = rest;
  if (!more) return null;
  return (
    <div className="rest">
      <p className="quiet" role="status">
        {say('{shown, number} of {all} are shown.', { shown, all: counted(total, what) })}
      </p>
      {next ? (
        <button type="button" onClick={next} disabled={fetching}>
          {fetching ? say('Fetching …') : showMore(what)}
        </button>
      ) : (
        <p className="quiet">{say('The file has them all.')}</p>
      )}
      {error ? <p role="alert">{refusal(error).message}</p> : null}
    </div>
  );
}
