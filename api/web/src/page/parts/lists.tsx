import { type ReactNode, useId } from 'react';

import { type Evidence, Why } from './sources';

export function Section({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="section">
      <h2 id={id}>
        {title} {note ? <span className="quiet">{note}</span> : null}
      </h2>
      {children}
    </section>
  );
}

function isEvidenced(item: object): item is Evidence {
  return 'basis' in item && 'citations' in item;
}

interface Listed<Item> {
  items: readonly Item[];
  /** What tells one from the other. */
  by: (item: Item) => string;
  /** Makes it scroll in itself, under this name. */
  label?: string;
  columns?: boolean;
  mark?: (item: Item) => ReactNode;
  children: (item: Item) => ReactNode;
}

/** Facts one under the other, each with why it is believed, if it brings that. Nothing where there are none. */
export function Facts<Item extends object>({ items, by, label, columns, mark, children }: Listed<Item>) {
  if (!items.length) return null;
  return (
    <ul
      className={`facts${label ? ' scrolled' : ''}${columns ? ' columns' : ''}`}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
      tabIndex={label ? 0 : undefined}
    >
      {items.map((each) => (
        <li key={by(each)}>
          {mark?.(each)}
          <div>
            {children(each)}
            {isEvidenced(each) ? <Why of={each} /> : null}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** A section of facts; nothing where there are none. */
export function FactsSection<Item extends object>({ title, note, ...listed }: Listed<Item> & { title: string; note?: ReactNode }) {
  return listed.items.length ? (
    <Section title={title} note={note}>
      <Facts {...listed} />
    </Section>
  ) : null;
}

/** A wide table, which scrolls in itself. Cells stand in the order of the columns. */
export function Table({
  label,
  head,
  columns,
  rows,
}: {
  label: string;
  head: string;
  columns: readonly { slug: string; name: ReactNode }[];
  rows: readonly { slug: string; head: ReactNode; cells: readonly ReactNode[] }[];
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section className="scrolled wide" tabIndex={0} aria-label={label}>
      <table className="holdings">
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {columns.map((column) => (
              <th scope="col" key={column.slug}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.slug}>
              <th scope="row">{row.head}</th>
              {columns.map((column, place) => (
                <td key={column.slug}>{row.cells[place]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Ways to look at the same thing, one of them chosen. */
export function Tabs({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what a form sends; these are links, or buttons that sort
    <div className="tabs" role="group" aria-label={label}>
      {children}
    </div>
  );
}
