import { count } from '../words';

export interface Member {
  /** Whether each of the sets has it, in the order of the sets. */
  in: boolean[];
}

export interface Region {
  key: string;
  in: boolean[];
  size: number;
}

/** The regions of a diagram of sets: what is in just these sets and in no other, largest groups of sets first. */
export function regions(members: Member[]): Region[] {
  const found = new Map<string, Region>();
  for (const member of members) {
    const key = member.in.map(Number).join('');
    const region = found.get(key) ?? { key, in: member.in, size: 0 };
    region.size += 1;
    found.set(key, region);
  }
  const sets = (region: Region) => region.in.filter(Boolean).length;
  return [...found.values()].sort((one, other) => sets(other) - sets(one) || other.size - one.size || (one.key < other.key ? 1 : -1));
}

/**
 * An UpSet diagram (Lex and others 2014): a row for each region, dots for the sets that it lies in, and a bar as long as
 * it is large. Unlike circles it stays true with four sets. A row can be chosen.
 */
export function Upset({
  sets,
  members,
  what,
  chosen,
  onChoose,
}: {
  sets: string[];
  members: Member[];
  what: string;
  chosen: string | null;
  onChoose: (key: string | null) => void;
}) {
  const rows = regions(members);
  const most = Math.max(1, ...rows.map((row) => row.size));
  return (
    <div className="upset" role="group" aria-label={`How the ${what}s are shared`}>
      <ol className="sets">
        {sets.map((name, place) => (
          <li key={place} data-set={place}>
            <span className="letter" aria-hidden="true">
              {String.fromCharCode(65 + place)}
            </span>
            {name}
            <span className="quiet"> {members.filter((each) => each.in[place]).length}</span>
          </li>
        ))}
      </ol>
      {rows.map((row) => {
        const names = sets.filter((_, place) => row.in[place]);
        const only = names.length < sets.length ? 'only ' : '';
        const said = `${count(row.size, what)} of ${only}${names.join(' and ')}`;
        return (
          <button
            key={row.key}
            type="button"
            aria-pressed={chosen === row.key}
            aria-label={said}
            title={said}
            onClick={() => onChoose(chosen === row.key ? null : row.key)}
          >
            <svg width={sets.length * 22} height="22" aria-hidden="true">
              <line x1={11 + 22 * row.in.indexOf(true)} x2={11 + 22 * row.in.lastIndexOf(true)} y1="11" y2="11" className="joins" />
              {row.in.map((has, place) => (
                <circle key={place} cx={11 + 22 * place} cy="11" r={has ? 7 : 4} className={has ? 'has' : 'has-not'} />
              ))}
            </svg>
            <span className="number">{row.size}</span>
            <svg className="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
              <rect width={(100 * row.size) / most} height="10" className={names.length > 1 ? 'shared' : 'single'} />
            </svg>
          </button>
        );
      })}
    </div>
  );
}
