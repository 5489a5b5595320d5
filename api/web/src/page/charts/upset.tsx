import { count } from '../../words';
import { Bar, Lettered } from '../parts/marks';
import { type Region, regions } from './regions';

const STEP = 22; // pixels from one set's dot to the next

interface Sets {
  sets: { slug: string; name: string }[];
  /** Whether each of the sets has it, in the order of the sets. */
  members: { in: boolean[] }[];
  what: string;
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
    <div className="upset" role="group" aria-label={`How the ${what}s are shared`}>
      <ol className="sets">
        {sets.map(({ slug, name }, place) => (
          <li key={slug}>
            <Lettered place={place}>{name}</Lettered>
            <span className="quiet"> {members.filter((each) => each.in[place]).length}</span>
          </li>
        ))}
      </ol>
      {rows.map((row) => {
        const names = sets.filter((_, place) => row.in[place]).map((each) => each.name);
        const only = names.length < sets.length ? 'only ' : '';
        const said = `${count(row.size, what)} of ${only}${names.join(' and ')}`;
        return (
          <button
            key={row.key}
            type="button"
            aria-pressed={chosen === row.key}
            aria-label={said}
            title={said}
            onClick={() => onChoose(chosen === row.key ? null : row.key)}>
            <Dots row={row} sets={sets} />
            <span className="number">{row.size}</span>
            <Bar className="size" height={10} parts={{ [names.length > 1 ? 'shared' : 'single']: row.size / most }} />
          </button>
        );
      })}
    </div>
  );
}

function Dots({ row, sets }: { row: Region; sets: { slug: string }[] }) {
  const at = (place: number) => STEP * (place + 0.5);
  return (
    <svg width={sets.length * STEP} height={STEP} aria-hidden="true">
      <line x1={at(row.in.indexOf(true))} x2={at(row.in.lastIndexOf(true))} y1="11" y2="11" className="joins" />
      {sets.map(({ slug }, place) => (
        <circle key={slug} cx={at(place)} cy="11" r={row.in[place] ? 7 : 4} className={row.in[place] ? 'has' : 'has-not'} />
      ))}
    </svg>
  );
}
