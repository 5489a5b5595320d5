import type { ReactNode } from 'react';
import { say } from '../../messages/say';

interface Ticked {
  checked: boolean;
  onChange: (wanted: boolean) => void;
  children: ReactNode;
  className?: string;
  title?: string;
}

/** A box to tick, with what it means. */
export function Tick({ checked, onChange, children, ...label }: Ticked) {
  return (
    <label {...label}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} /> {children}
    </label>
  );
}

interface Options {
  label: string;
  /** What the empty value stands for, if not for all. */
  any?: string;
  value: string;
  options: readonly (readonly [value: string, name: string])[];
  onChange: (value: string) => void;
}

/** One of several options, or an empty value. */
export function Select({ label, any = say('all'), value, options, onChange }: Options) {
  return (
    <label>
      {label}{' '}
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{any}</option>
        {options.map(([each, name]) => (
          <option key={each} value={each}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
