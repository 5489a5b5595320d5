import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { address } from '../../addresses';
import { say } from '../../messages/say';
import { sentencesIn } from '../../messages/speaking';
import { percent } from '../../words';
import { bandMeans } from '../bands';
import { Factors } from '../charts/factors';
import { useAsk } from '../client';
import { TransitionDocument } from '../generated/graphql';
import { hasGone } from '../history';
import { cased } from '../names';
import { Band, Figures } from '../parts/band';
import { Downloads } from '../parts/downloads';
import { To } from '../parts/links';
import { Replaced } from '../parts/replaced';
import { Said, slot, wordsIn } from '../parts/said';
import { Answer } from '../parts/states';
import { InDataset } from '../parts/told';
import { moveRows } from '../rows';
import { Before } from './before';
import { Gist } from './gist';
import { Barriers, Documented } from './grounds';
import { LearnFirst } from './learning';
import { Routes } from './routes';
import { Brought, Missing, NotKnown } from './skills';

/** One move, explained: what comes of it in a sentence, what stands in the way, what carries over, what is missing, and ladders. The two differ. */
export function Target({ from, to }: { from: string; to: string }) {
  const asked = useAsk(TransitionDocument, { from, to, language: sentencesIn() });
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
    document.title = `${say('{from} to {to}', { from: cased(between.from.name), to: cased(between.to.name) })} · Rolegraph`;
    return () => {
      document.title = before;
    };
  }, [between]);
  return (
    <section ref={panel} tabIndex={-1} className="section" aria-label={say('The move, explained')}>
      <Answer asked={asked} kept={(slug) => address('/move', { from, to: slug })}>
        {({ transition: move }) => (
          <InDataset of={move.to.dataset}>
            <h2 className="of-move">
              <Said
                text={say('{from} to {to}', { from: wordsIn(cased(move.from.name), move.from.nameLanguage), to: slot('to') })}
                parts={{ to: <To kind="role" thing={move.to} /> }}
              />{' '}
              <Band band={move.band} />
            </h2>
            <Replaced role={move.to} kept={(slug) => address('/move', { from, to: slug })} />
            <Gist move={move} />
            <div className="actions">
              <Link className="button" href={address('/move', { from: to, to: from })}>
                {say('The other way round')}
              </Link>
              <Link className="button" href={address('/compare', { roles: `${from},${to}` })}>
                {say('Compare')}
              </Link>
              <Downloads name={`${from}-to-${to}`} asked={asked} data={move} rows={moveRows} />
            </div>
            <Barriers move={move} />
            <NotKnown move={move} />
            <Before move={move} />
            {move.stepDown ? <p>{move.stepDown.explanation}</p> : null}
            <p>{bandMeans(move.band)}</p>
            <Figures feasibility={move.feasibility} likeness={move.likeness} />
            <Documented move={move} />
            <LearnFirst from={from} to={to} />
            <div className="halves">
              <Brought move={move} />
              <Missing move={move} />
            </div>
            <Routes from={from} to={to} />
            <Factors word="feasible" factors={move.factors} total={move.feasibility} />
            <details className="more">
              <summary>{say('Why they are {share} related', { share: percent(move.likeness) })}</summary>
              <Factors word="related" factors={move.likenessFactors} total={move.likeness} />
            </details>
          </InDataset>
        )}
      </Answer>
    </section>
  );
}
