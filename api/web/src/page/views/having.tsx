import { useState } from 'react';

import { say } from '../../messages/say';
import type { Having } from '../mentioned';
import { cased } from '../names';
import { Section } from '../parts/facts';
import { Picker } from '../parts/picker';

interface Changing {
  held: readonly Having[];
  onChange: (held: Having[]) => void;
}

/** What was understood, each to be taken out, put right, rated, and wished for or away; and what was forgotten, to be added. */
export function Chips({ held, onChange }: Changing) {
  const put = (slug: string, changed: Partial<Having>) =>
    onChange(held.map((each) => (each.slug === slug ? { ...each, ...changed } : each)));
  return (
    <Section title={say('Understood')} note={say('{count} count', { count: held.filter((each) => each.taken).length })}>
      <ul className="havings scrolled" aria-label={say('What counts')}>
        {held.map((each) => (
          <One key={each.slug} having={each} onPut={(changed) => put(each.slug, changed)} />
        ))}
      </ul>
      <Picker
        label={say('Add what is not there')}
        placeholder={say('A skill or tool')}
        types={['SKILL', 'TOOL']}
        onPick={({ __typename: kind, slug, name }) => {
          const others = held.filter((each) => each.slug !== slug);
          onChange([...others, { slug, name, kind: kind.toLowerCase(), taken: true, level: null, wish: null }]);
        }}
      />
    </Section>
  );
}

const LEVELS = [0.25, 0.5, 0.75, 1];

function One({ having, onPut }: { having: Having; onPut: (changed: Partial<Having>) => void }) {
  const [mending, setMending] = useState(false);
  const words = [say('a little'), say('fairly'), say('well'), say('very well')];
  const name = cased(having.name);
  return (
    <li data-taken={having.taken}>
      <label className="one">
        <input type="checkbox" checked={having.taken} onChange={(event) => onPut({ taken: event.target.checked })} /> {name}
      </label>
      {having.taken ? (
        <span className="how">
          <select
            aria-label={say('How well: {name}', { name })}
            value={having.level ?? ''}
            onChange={(event) => onPut({ level: event.target.value ? Number(event.target.value) : null })}>
            <option value="">{say('as asked for')}</option>
            {LEVELS.map((level, place) => (
              <option key={level} value={level}>
                {words[place]}
              </option>
            ))}
          </select>
          <select
            aria-label={say('In the next role: {name}', { name })}
            value={having.wish ?? ''}
            onChange={(event) => onPut({ wish: (event.target.value || null) as Having['wish'] })}>
            <option value="">{say('either way')}</option>
            <option value="KEEP">{say('keep it')}</option>
            <option value="DROP">{say('drop it')}</option>
          </select>
        </span>
      ) : null}
      <button type="button" className="bare quiet" aria-expanded={mending} onClick={() => setMending(!mending)}>
        {say('Put right')}
        <span className="hidden"> {name}</span>
      </button>
      {mending ? (
        <Picker
          label={say('Instead of {name}', { name })}
          placeholder={say('A skill or tool')}
          types={['SKILL', 'TOOL']}
          onPick={({ __typename: kind, slug, name: right }) => {
            setMending(false);
            onPut({ slug, name: right, kind: kind.toLowerCase(), taken: true });
          }}
        />
      ) : null}
    </li>
  );
}
