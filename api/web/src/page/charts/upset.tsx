import { say } from '../../messages/say';
import { cased, listed } from '../names';
import { Bar, Lettered } from '../parts/marks';
import { type Region, regions } from './regions';

const STEP = 22; // pixels from one set's dot to the next

interface Sets {
  sets: { slug: string; name: string }[];
  /** Whether each of the sets has it, in the order of the sets. */
  members: { in: boolean[] }[];
  what: 'skill' | 'tool';
  chosen: string | null;
  onChoose: (key: string | null) => void;
}

/**
 * An UpSet diagram (Lex and others 2014): a row for each region, dots for the sets that it lies in, and a bar as long as
 * it is large. Unlike circles it stays true with four sets. A row can be chosen.
 */
export function Upset({ sets, members, what, chosen, onChoose }: Sets) {
  const rows = regions(members);
  const most = Math.max(1, ...rows.map((row) => row.size));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what a form sends; these buttons choose what is shown
    <div className="upset" role="group" aria-label={what === 'skill' ? say('How the skills are shared') : say('How the tools are shared')}>
      <ol className="sets">
        {sets.map(({ slug, name }, place) => (
          <li key={slug}>
            <Lettered place={place}>{cased(name)}</Lettered>
            <span className="quiet"> {members.filter((each) => each.in[place]).length}</span>
          </li>
        ))}
      </ol>
      {rows.map((row) => {
        const names = sets.filter((_, place) => row.in[place]).map((each) => cased(each.name));
        const whose = names.length < sets.length ? say('only {roles}', { roles: listed(names) }) : listed(names);
        return (
          <button
            key={row.key}
            type="button"
            aria-pressed={chosen === row.key}
            title={whose}
            onClick={() => onChoose(chosen === row.key ? null : row.key)}>
            <Dots row={row} sets={sets} />
            <span className="number">{row.size}</span>
            <span className="hidden">{what === 'skill' ? skillsOf(row.size) : toolsOf(row.size)}</span>
            <span className="whose">{whose}</span>
            <Bar className="size" height={10} parts={{ [names.length > 1 ? 'shared' : 'single']: row.size / most }} />
          </button>
        );
      })}
    </div>
  );
}

const skillsOf = (count: number) => say('{count, plural, one {skill of} other {skills of}}', { count });
const toolsOf = (count: number) => say('{count, plural, one {tool of} other {tools of}}', { count });

function Dots({ row, sets }: { row: Region; sets: { slug: string }[] }) {
  const at = (place: number) => STEP * (place + 0.5);
  return (
    <svg width={sets.length * STEP} height={STEP} aria-hidden="true">
      <line x1={at(row.in.indexOf(true))} x2={at(row.in.lastIndexOf(true))} y1="11" y2="11" className="joins" />
      {sets.map(({ slug }, place) => (
        <g key={slug}>
          <circle cx={at(place)} cy="11" r={row.in[place] ? 9 : 4} className={row.in[place] ? 'has' : 'has-not'} />
          {row.in[place] ? (
            <text x={at(place)} y="15" className="letter-in">
              {String.fromCharCode(65 + place)}
            </text>
          ) : null}
        </g>
      ))}
    </svg>
  );
}
