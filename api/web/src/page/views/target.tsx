import { useEffect, useRef } from 'react';

import { address } from '../../addresses';
import { count, percent, plain, smallPercent } from '../../words';
import { BAND_MEANS } from '../bands';
import { Factors } from '../charts/factors';
import { Route } from '../charts/route';
import { useAsk } from '../client';
import { PathsDocument, TransitionDocument } from '../generated/graphql';
import { hasGone } from '../history';
import { Band, Figures } from '../parts/band';
import { Downloads } from '../parts/downloads';
import { Terms, Why } from '../parts/facts';
import { To } from '../parts/links';
import { Answer } from '../parts/states';
import { type MoveShown, moveRows } from '../rows';
import { Brought, Missing, NotKnown } from './skills';

/** One move, explained: what stands in the way, what carries over, what is missing, the figures taken apart, and ladders. */
export function Target({ from, to }: { from: string; to: string }) {
  const asked = useAsk(TransitionDocument, { from, to });
  const panel = useRef<HTMLElement>(null);
  // What came of a choice is looked at: that it is waited for, the move, or why there is none.
  const state = asked.error ? 'failed' : asked.data ? 'told' : 'waiting';
  // biome-ignore lint/correctness/useExhaustiveDependencies: each state has another height
  useEffect(() => {
    panel.current?.scrollIntoView({ block: 'nearest' });
  }, [state]);
  useEffect(() => {
    if (hasGone()) panel.current?.focus({ preventScroll: true }); // it was chosen above, and is read from here on
  }, []);
  const between = asked.data?.transition;
  useEffect(() => {
    if (!between) return;
    const before = document.title;
    document.title = `${between.from.name} to ${between.to.name} · Rolegraph`;
    return () => {
      document.title = before;
    };
  }, [between]);
  return (
    <section ref={panel} tabIndex={-1} className="section" aria-label="The move, explained">
      <Answer asked={asked} kept={(slug) => address('/move', { from, to: slug })}>
        {({ transition: move }) => (
          <>
            <h2>
              {move.from.name} to <To kind="role" thing={move.to} /> <Band band={move.band} />
            </h2>
            <p>{BAND_MEANS[move.band]}</p>
            <Figures feasibility={move.feasibility} likeness={move.likeness} />
            <Barriers move={move} />
            <NotKnown move={move} />
            <Documented move={move} />
            <Downloads name={`${from}-to-${to}`} asked={asked} data={move} rows={moveRows} />
            <div className="halves">
              <Brought move={move} />
              <Missing move={move} />
            </div>
            <Factors word="feasible" factors={move.factors} total={move.feasibility} />
            <details className="more">
              <summary>Why they are {percent(move.likeness)} related</summary>
              <Factors word="related" factors={move.likenessFactors} total={move.likeness} />
            </details>
            {from !== to ? <Routes from={from} to={to} /> : null}
          </>
        )}
      </Answer>
    </section>
  );
}

function Barriers({ move }: { move: MoveShown }) {
  return (
    <>
      <h3>What stands in the way</h3>
      <ul className="barriers" aria-label="What stands in the way">
        {move.barriers.map((each) => (
          <li key={each.kind} data-kind={each.kind}>
            <strong>{plain(each.kind)}</strong>
            <Terms
              of={[
                ['Needed', each.needed],
                ['Held', each.held ?? 'nothing of it, as far as sources say'],
              ]}
            />
            <span className="number quiet">takes away {smallPercent(each.share)} of the feasibility</span>
          </li>
        ))}
      </ul>
      {move.barriers.length === 0 ? <p className="quiet">Nothing that sources tell of.</p> : null}
    </>
  );
}

function Documented({ move }: { move: MoveShown }) {
  if (move.documentedMoves.length === 0) {
    return <p className="quiet">No source documents this move; the figures are computed from what sources say of both roles.</p>;
  }
  return move.documentedMoves.map((each) => (
    <div key={`${each.kind} ${each.rationale}`}>
      <span className="tag">documented: {plain(each.kind)}</span> {each.rationale} <Why of={each} />
    </div>
  ));
}

function Routes({ from, to }: { from: string; to: string }) {
  const asked = useAsk(PathsDocument, { from, to });
  return (
    <>
      <h3>Ways over other roles</h3>
      <Answer asked={asked}>
        {({ careerPaths }) => {
          const reason = careerPaths.find((way) => way.reason)?.reason;
          return (
            <>
              {reason ? (
                <p className="reason">{reason}</p>
              ) : (
                <p className="quiet">
                  Difficulty is 0 where no move leaves a gap, 1 for one move that brings nothing. One great step counts more than several
                  small ones.
                </p>
              )}
              <div className="ways">
                {careerPaths.map((way) => (
                  <div key={way.moves.map((each) => each.to.slug).join(' ')} className="way">
                    <p>
                      <strong>{way.direct ? 'The direct move' : `In ${count(way.moves.length, 'move')}`}</strong>{' '}
                      <span className="quiet">
                        difficulty {way.difficulty.toFixed(2)}
                        {way.direct ? '' : compared(way.easier)}
                      </span>
                    </p>
                    <Route steps={way.moves} />
                  </div>
                ))}
              </div>
            </>
          );
        }}
      </Answer>
    </>
  );
}

/** What a way over other roles has over the direct move. */
function compared(easier: number): string {
  return easier > 0 ? `, ${easier.toFixed(2)} less than the direct move` : ', each step within reach though the direct move is not';
}
