import { useEffect, useRef } from 'react';
import { Link } from 'wouter';

import { Factors } from '../charts/factors';
import { Route } from '../charts/route';
import { useAsk } from '../client';
import { PathsDocument, TransitionDocument } from '../generated/graphql';
import { Downloads } from '../parts/downloads';
import { Meter, Things, To, Why } from '../parts/facts';
import { Answer } from '../parts/states';
import { address, count, path, percent, plain } from '../words';

/** One move, explained: what carries over, what is missing, the score taken apart, and ways over several moves. */
export function Target({ from, to }: { from: string; to: string }) {
  const asked = useAsk(TransitionDocument, { from, to });
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (asked.data) panel.current?.scrollIntoView({ block: 'nearest' });
  }, [asked.data]);
  return (
    <section ref={panel} className="section target" aria-label="The move, explained">
      <Answer asked={asked} kept={(slug) => address('/move', { from, to: slug })}>
        {({ transition: move }) => {
          const heaviest = Math.max(...[...move.transferableSkills, ...move.skillGaps].map((each) => each.weight), 0.001);
          return (
          <>
            <h2>
              {move.from.name} to <Link href={path('role', move.to.slug)}>{move.to.name}</Link>{' '}
              <span className="big number">{percent(move.feasibility)}</span>
            </h2>
            {move.documentedMove ? (
              <p>
                <span className="tag">documented: {plain(move.documentedMove.kind)}</span> {move.documentedMove.rationale}
                <Why basis={move.documentedMove.basis} citations={move.documentedMove.citations} />
              </p>
            ) : (
              <p className="quiet">No source documents this move; the figure is computed from what sources say of both roles.</p>
            )}
            <Downloads
              name={`${from}-to-${to}`}
              document={TransitionDocument}
              variables={{ from, to }}
              data={move}
              rows={[
                ...move.transferableSkills.map((each) => ({ what: 'carries over', skill: each.skill.name, weight: each.weight })),
                ...move.skillGaps.map((each) => ({
                  what: 'missing',
                  skill: each.skill.name,
                  weight: each.weight,
                  closest: each.closest?.name,
                  closeness: each.closeness,
                })),
                ...move.toolGaps.map((each) => ({ what: 'missing tool', skill: each.tool.name, weight: each.weight })),
              ]}
            />
            <div className="columns">
              <div>
                <h3>
                  Carries over <span className="quiet">{count(move.transferableSkills.length, 'skill')}</span>
                </h3>
                <ul className="facts scrolled" tabIndex={0} aria-label="Skills that carry over">
                  {move.transferableSkills.map((each) => (
                    <li key={each.skill.slug}>
                      <div>
                        <To kind="skill" thing={each.skill} />
                        <Meter share={each.weight / heaviest} label={(100 * each.weight).toFixed(1)} />
                        <p className="quiet">
                          {each.specificity > 0.6 ? 'few roles need it' : each.specificity < 0.25 ? 'most roles need it' : 'some roles need it'}
                          {each.coverage < 1 ? `, held to ${percent(each.coverage)}` : ''}
                        </p>
                      </div>
                    </li>
                  ))}
                </ul>
                {move.transferableSkills.length === 0 ? <p className="quiet">No skill of the one is asked for by the other.</p> : null}
                {move.transferableTools.length ? (
                  <>
                    <h3>Tools that carry over</h3>
                    <Things kind="tool" things={move.transferableTools} most={12} />
                  </>
                ) : null}
              </div>
              <div>
                <h3>
                  Missing <span className="quiet">{count(move.skillGaps.length, 'skill')}, heaviest first</span>
                </h3>
                <ul className="facts scrolled" tabIndex={0} aria-label="Skills that are missing">
                  {move.skillGaps.map((each) => (
                    <li key={each.skill.slug}>
                      <div>
                        <To kind="skill" thing={each.skill} /> <span className="tag">{plain(each.importance)}</span>
                        <Meter share={each.weight / heaviest} label={(100 * each.weight).toFixed(1)} tone="lack" />
                        {each.closest ? (
                          <p className="quiet">
                            closest that you have: <To kind="skill" thing={each.closest} />, {percent(each.closeness ?? 0)} near
                          </p>
                        ) : null}
                      </div>
                    </li>
                  ))}
                </ul>
                {move.skillGaps.length === 0 ? <p className="quiet">Nothing is missing.</p> : null}
                {move.toolGaps.length ? (
                  <>
                    <h3>Tools to learn</h3>
                    <Things kind="tool" things={move.toolGaps.map((each) => each.tool)} most={12} />
                  </>
                ) : null}
                {move.qualificationGaps.length ? (
                  <>
                    <h3>Qualifications</h3>
                    <ul>
                      {move.qualificationGaps.map((each) => (
                        <li key={each.slug}>{each.name}</li>
                      ))}
                    </ul>
                  </>
                ) : null}
              </div>
            </div>
            <Factors factors={move.factors} total={move.feasibility} />
            {from !== to ? <Routes from={from} to={to} /> : null}
          </>
          );
        }}
      </Answer>
    </section>
  );
}

function Routes({ from, to }: { from: string; to: string }) {
  const asked = useAsk(PathsDocument, { from, to });
  return (
    <>
      <h3>Ways over several moves</h3>
      <Answer asked={asked}>
        {({ careerPaths }) => (
          <>
            {careerPaths[0]?.direct ? (
              <p>
                {careerPaths[0].feasible
                  ? 'The direct move is the easiest: no way over other roles is easier.'
                  : 'The direct move is hardly feasible, and no way over other roles is easier.'}
              </p>
            ) : null}
            {careerPaths.map((way, place) => (
              <div key={place} className="way">
                <Route
                  steps={way.moves.map((move) => ({
                    from: move.from,
                    to: move.to,
                    feasibility: move.feasibility,
                    documented: Boolean(move.documentedMove),
                  }))}
                />
                <p className="quiet">
                  Difficulty {way.difficulty.toFixed(2)}
                  {way.direct ? ', directly' : `, ${way.easier.toFixed(2)} less than directly`}
                </p>
              </div>
            ))}
          </>
        )}
      </Answer>
    </>
  );
}
