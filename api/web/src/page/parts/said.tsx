import { Fragment, type ReactNode } from 'react';

import { filled } from '../../messages/slots';

export { slot, wordsIn } from '../../messages/slots';

/** A message with its slots filled, in whatever order its language puts them. */
export function Said({ text, parts = {} }: { text: string; parts?: Readonly<Record<string, ReactNode>> }) {
  const spoken = (words: string, language: string) => (
    <span lang={language} dir="auto">
      {words}
    </span>
  );
  // biome-ignore lint/suspicious/noArrayIndexKey: a message has its pieces in one order
  return filled<ReactNode>(text, parts, spoken).map((piece, place) => <Fragment key={place}>{piece}</Fragment>);
}

/** The first sentence of a view: what one came to know. */
export function Verdict({ children }: { children: ReactNode }) {
  return <p className="verdict">{children}</p>;
}
