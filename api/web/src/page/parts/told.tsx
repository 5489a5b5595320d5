import { Children, createContext, type ReactNode, useContext } from 'react';

import { foreign } from '../../messages/foreign';

const Spoken = createContext<string | undefined>(undefined);

/** What a view tells is of a dataset: links, statements and their sources speak its language, where nothing else is said. */
export function InDataset({ of, children }: { of: { language: string } | null | undefined; children: ReactNode }) {
  return <Spoken value={of?.language}>{children}</Spoken>;
}

/** The language of the dataset that is told of, undefined where it may be any. */
export function useSpoken(): string | undefined {
  return useContext(Spoken);
}

/** Words of the data, in their language: that of the dataset, if no other is given. */
export function Words({ language, children }: { language?: string | null; children: ReactNode }) {
  const spoken = useSpoken();
  const { lang, dir } = foreign(language ?? spoken);
  return lang ? (
    <span lang={lang} dir={dir}>
      {children}
    </span>
  ) : (
    children
  );
}

/** What is known of several things, in one line; what is nothing is left out. */
export function Dotted({ children }: { children: ReactNode }) {
  return Children.toArray(children).flatMap((each, place) => (place ? [' · ', each] : [each]));
}
