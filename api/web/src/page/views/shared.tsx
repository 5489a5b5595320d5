import { say } from '../../messages/say';
import { cased, listed } from '../names';
import { Said, Verdict, wordsIn } from '../parts/said';
import { useSpoken } from '../parts/told';
import { type Compared, headings } from '../rows';

const MENTIONED = 3; // headings

/** The comparison in words: what all of them hold, mostly, and what each has alone. */
export function Shared({ overlap: { roles, anySkills, comparable } }: { overlap: Compared }) {
  const common = anySkills.filter(({ holdings }) => holdings.every(Boolean));
  const alone = roles.map((role, place) => ({
    role,
    skills: anySkills.filter(({ holdings }) => holdings[place] && holdings.filter(Boolean).length === 1),
  }));
  const spoken = useSpoken();
  if (!comparable || anySkills.length === 0) return null;
  const mostly = (skills: typeof anySkills) =>
    listed(
      headings(skills.map((each) => each.skill))
        .slice(0, MENTIONED)
        .map((each) => wordsIn(each, spoken)),
    );
  const called = ({ name, nameLanguage }: { name: string; nameLanguage: string }) => wordsIn(cased(name), nameLanguage);
  const ofEach = alone
    .filter(({ skills }) => skills.length)
    .map(({ role, skills }) =>
      skills.length < MENTIONED
        ? say('{role} alone: {skills}.', { role: called(role), skills: listed(skills.map(({ skill }) => called(skill))) })
        : say('{role} alone: {count}, mostly {groups}.', { role: called(role), count: skills.length, groups: mostly(skills) }),
    );
  const isLong = roles.length > 2; // then each has a line of its own
  return (
    <>
      <Verdict>
        <Said
          text={
            common.length
              ? say('{count, plural, one {# skill} other {# skills}} of {total} in common, mostly {groups}.', {
                  count: common.length,
                  total: anySkills.length,
                  groups: mostly(common),
                })
              : say('None of the {total} skills is common to all of them.', { total: anySkills.length })
          }
        />{' '}
        {isLong ? null : <Said text={ofEach.join(' ')} />}
      </Verdict>
      {isLong && ofEach.length ? (
        <ul className="of-each">
          {ofEach.map((each) => (
            <li key={each}>
              <Said text={each} />
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
