import type { ReactNode } from 'react';

const [OPEN, CLOSE] = ['\u2068', '\u2069']; // isolates: what stands between them has its own direction anyway

/** A place in a message where something is to stand that is no text: give it to `say` as the value of that name. */
export function slot(name: string): string {
  return `${OPEN}${name}${CLOSE}`;
}

/** A message with its slots filled, in whatever order its language puts them. */
export function Said({ text, parts }: { text: string; parts: Readonly<Record<string, ReactNode>> }) {
  return text.split(OPEN).map((piece, place) => {
    if (place === 0) return piece;
    const [name = '', rest = ''] = piece.split(CLOSE);
    return (
      <span key={name}>
        {parts[name] ?? name}
        {rest}
      </span>
    );
  });
}

/** The first sentence of a view: what one came to know. */
export function Verdict({ children }: { children: ReactNode }) {
  return <p className="verdict">{children}</p>;
}
