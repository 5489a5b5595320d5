import { say } from '../../messages/say';
import { plain, smallPercent } from '../../words';
import { Why } from '../parts/evidence';
import { Terms } from '../parts/facts';
import { Words } from '../parts/told';
import type { MoveShown } from '../rows';

export function Barriers({ move }: { move: MoveShown }) {
  return (
    <>
      <h3>{say('What stands in the way')}</h3>
      <ul className="barriers" aria-label={say('What stands in the way')}>
        {move.barriers.map((each) => (
          <li key={each.kind} data-kind={each.kind}>
            <strong>{plain(each.kind)}</strong>
            <div>
              {each.isGate || each.isExpected ? (
                <p className="tags">
                  {each.isGate ? <span className="tag">{say('one cannot begin without it')}</span> : null}
                  {each.isExpected ? <span className="tag">{say('expected: no source says it of this role')}</span> : null}
                </p>
              ) : null}
              <Terms
                of={[
                  [say('Needed'), each.needed],
                  [say('Held'), each.held ?? say('nothing of it, as far as sources say')],
                ]}
              />
            </div>
            <span className="number quiet">{say('takes away {share} of the feasibility', { share: smallPercent(each.share) })}</span>
          </li>
        ))}
      </ul>
      {move.barriers.length === 0 ? <p className="quiet">{say('Nothing that sources tell of.')}</p> : null}
    </>
  );
}

export function Documented({ move }: { move: MoveShown }) {
  if (move.documentedMoves.length === 0) {
    return <p className="quiet">{say('No source documents this move; the figures are computed from what sources say of both roles.')}</p>;
  }
  return move.documentedMoves.map((each) => (
    <div key={`${each.kind} ${each.rationale}`}>
      <span className="tag">{say('documented: {kind}', { kind: plain(each.kind) })}</span> <Words>{each.rationale}</Words> <Why of={each} />
    </div>
  ));
}
