import { type ReactNode, useId } from 'react';
import { foreign } from '../../messages/foreign';
import { cased } from '../names';
import { inCommon, isEvidenced, Why } from './evidence';
import { type Named, To } from './links';
import { useSpoken, Words } from './told';

interface Sectioned {
  title: ReactNode;
  note?: ReactNode;
  /** Makes it a place that a table of contents leads to. */
  place?: string;
  children: ReactNode;
}

export function Section({ title, note, place, children }: Sectioned) {
  const id = useId();
  return (
    <section aria-labelledby={id} id={place} className="section">
      <h2 id={id}>
        {title} {note ? <span className="quiet">{note}</span> : null}
      </h2>
      {children}
    </section>
  );
}

interface Fact<Item> {
  /** Makes it a section. */
  title?: string;
  note?: ReactNode;
  items: readonly Item[];
  /** Makes it scroll in itself, under this name. */
  label?: string;
  columns?: boolean;
  /** Why they are believed is told above, of all of them. */
  toldAbove?: boolean;
  mark?: (item: Item) => ReactNode;
  /** What stands in a column of its own, at the end of the line. */
  figure?: (item: Item) => ReactNode;
  /** What a source says of it, and whether in a quiet voice. */
  text?: (item: Item) => ReactNode;
  /** Whether the text is in our words. */
  says?: boolean;
  quiet?: boolean;
  children?: (item: Item) => ReactNode;
}

/** A fact is of something with a name, which leads to its view if that has a kind; else it says what tells it from others. */
type Listed<Item> = Fact<Item> &
  ({ of: (item: Item) => Named; kind?: string; by?: undefined } | { by: (item: Item) => string; of?: undefined; kind?: undefined });

/** Facts one under the other with why they are believed: told once if that is the same of all. Nothing where there are none. */
export function Facts<Item extends object>({
  title,
  note,
  items,
  of,
  kind,
  by,
  label,
  columns,
  toldAbove = false,
  mark,
  figure,
  text,
  says = false,
  quiet,
  children,
}: Listed<Item>) {
  const spoken = useSpoken();
  if (!items.length) return null;
  const common = toldAbove ? null : inCommon(items);
  const fact = (item: Item) => {
    const thing = of?.(item);
    const said = text?.(item);
    return (
      <li key={thing?.slug ?? by?.(item)}>
        {mark?.(item)}
        <div>
          {thing && kind ? (
            <To kind={kind} thing={thing} />
          ) : thing ? (
            <Words language={thing.nameLanguage}>{cased(thing.name)}</Words>
          ) : null}
          {children?.(item)}
          {isEvidenced(item) && !common && !toldAbove ? <Why of={item} /> : null}
          {said ? (
            <p className={quiet ? 'quiet' : undefined} dir="auto" {...foreign(says ? undefined : spoken)}>
              {said}
            </p>
          ) : null}
        </div>
        {figure ? <div className="figure">{figure(item)}</div> : null}
      </li>
    );
  };
  const list = (
    <>
      <ul className={`facts${label ? ' scrolled' : ''}${columns ? ' columns' : ''}`} aria-label={label} tabIndex={label ? 0 : undefined}>
        {items.map(fact)}
      </ul>
      {common ? <Why of={common} told={items.length} /> : null}
    </>
  );
  return title ? (
    <Section title={title} note={note}>
      {list}
    </Section>
  ) : (
    list
  );
}

interface Rows {
  label: string;
  head: string;
  columns: readonly { slug: string; name: ReactNode }[];
  rows: readonly { slug: string; head: ReactNode; cells: readonly ReactNode[] }[];
}

/** A wide table, which scrolls in itself. Cells stand in the order of the columns. */
export function Table({ label, head, columns, rows }: Rows) {
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

/** Terms and what is said of each. */
export function Terms({ className, of }: { className?: string; of: readonly (readonly [term: string, said: ReactNode])[] }) {
  return (
    <dl className={className}>
      {of.map(([term, said]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{said}</dd>
        </div>
      ))}
    </dl>
  );
}
