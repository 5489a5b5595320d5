import { say } from '../../messages/say';
import { isKnown } from '../../words';
import { Section, Table } from '../parts/facts';
import { letteredColumns } from '../parts/lettered';
import { To } from '../parts/links';
import { Level } from '../parts/marks';
import type { Compared } from '../rows';

const SHOWN = 10;

/** Skills that all of the roles hold, at the most different levels first. Nothing where no source rates them. */
export function LevelShifts({ overlap: { roles, anySkills } }: { overlap: Compared }) {
  const shifts = anySkills
    .flatMap(({ skill, holdings }) => {
      const levels = holdings.map((each) => each?.level).filter(isKnown);
      return levels.length === roles.length ? [{ skill, holdings, apart: Math.max(...levels) - Math.min(...levels) }] : [];
    })
    .filter((each) => each.apart > 0)
    .sort((one, other) => other.apart - one.apart);
  if (!shifts.length) return null;
  return (
    <Section
      title={say('Where levels differ most')}
      note={say('{shown} of {all, plural, one {# skill} other {# skills}}', { shown: Math.min(SHOWN, shifts.length), all: shifts.length })}>
      <Table
        label={say('Levels by role')}
        head={say('Skill')}
        columns={letteredColumns(roles)}
        rows={shifts.slice(0, SHOWN).map(({ skill, holdings }) => ({
          slug: skill.slug,
          head: <To kind="skill" thing={skill} />,
          cells: holdings.map((each) => (each ? <Level key={skill.slug} of={each} /> : null)),
        }))}
      />
    </Section>
  );
}
