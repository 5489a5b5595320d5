import { number } from '../../messages/formats';
import { say } from '../../messages/say';
import { sentencesIn } from '../../messages/speaking';
import { Route } from '../charts/route';
import { useAsk } from '../client';
import { PathsDocument } from '../generated/graphql';
import { Answer } from '../parts/states';

/** Ladders: ways over other roles where they make it easier, or why there is none. */
export function Routes({ from, to }: { from: string; to: string }) {
  const asked = useAsk(PathsDocument, { from, to, language: sentencesIn() });
  return (
    <>
      <h3>{say('Ways over other roles')}</h3>
      <Answer asked={asked}>
        {({ careerPaths }) => {
          const reason = careerPaths.find((way) => way.reason)?.reason;
          return (
            <>
              {reason ? (
                <p className="reason">{reason}</p>
              ) : (
                <p className="quiet">
                  {say(
                    'Difficulty is 0 where no move leaves a gap, 1 for one move that brings nothing. One great step counts more than several small ones.',
                  )}
                </p>
              )}
              <div className="ways">
                {careerPaths.map((way) => (
                  <div key={way.moves.map((each) => each.to.slug).join(' ')} className="way">
                    <p>
                      <strong>
                        {way.direct
                          ? say('The direct move')
                          : say('In {count, plural, one {# move} other {# moves}}', { count: way.moves.length })}
                      </strong>{' '}
                      <span className="quiet">
                        {say('difficulty {figure}', { figure: hundredths(way.difficulty) })}
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
  return easier > 0
    ? `, ${say('{figure} less than the direct move', { figure: hundredths(easier) })}`
    : `, ${say('each step within reach though the direct move is not')}`;
}

function hundredths(difficulty: number): string {
  return number(difficulty, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
