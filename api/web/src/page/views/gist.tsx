import { say } from '../../messages/say';
import { cased, listed } from '../names';
import { Said, Verdict, wordsIn } from '../parts/said';
import { useSpoken } from '../parts/told';
import type { MoveShown } from '../rows';
import { lackedMost } from '../rows';

/** The move in a sentence: how much of what is needed comes along, what most of the rest is, and what stands in the way. */
export function Gist({ move }: { move: MoveShown }) {
  const spoken = useSpoken();
  const [from = '', to = ''] = [move.from, move.to].map((each) => wordsIn(cased(each.name), each.nameLanguage));
  const brought = move.transferableSkills.length;
  const total = brought + move.skillGaps.length;
  const missing = [...lackedMost(move.skillGaps).map((each) => wordsIn(each, spoken)), ...inTheWay(move)];
  return (
    <Verdict>
      <Said
        text={
          total === 0
            ? say('No source tells of skills of {to} by which one could say what carries over from {from}.', { from, to })
            : say('Of the {total, plural, one {# skill} other {# skills}} of {to}, {brought} come along from {from}.', {
                total,
                brought,
                from,
                to,
              })
        }
      />{' '}
      {missing.length ? <Said text={say('What is missing is mostly {things}.', { things: listed(missing) })} /> : null}
      {missing.length || total === 0 ? null : say('Nothing is missing that sources tell of.')}
    </Verdict>
  );
}

function inTheWay({ barriers }: MoveShown): string[] {
  const words = {
    PREPARATION: say('more preparation'),
    EDUCATION: say('more education'),
    LEVELS: say('skill at higher levels'),
    EXPERIENCE: say('more experience'),
    TRAINING: say('longer training'),
    LICENCE: say('a licence'),
  };
  return barriers.map((each) => words[each.kind]);
}
