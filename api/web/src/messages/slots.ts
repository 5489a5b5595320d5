// Places in what is said where something is to stand that is no text, as a link, or words in another language.

import { foreign } from './foreign';

const [OPEN, CLOSE] = ['\u2068', '\u2069']; // isolates: what stands between them has its own direction anyway
const OF = '\u001f';

/** A place in a message where something is to stand that is no text: give it to `say` as the value of that name. */
export function slot(name: string): string {
  return `${OPEN}${name}${CLOSE}`;
}

/** Words of the data as a value for `say`, in their language where that is another than the page's own words have. */
export function wordsIn(words: string, language: string | null | undefined): string {
  return foreign(language).lang ? slot(`${language}${OF}${words}`) : words;
}

/** A message as its pieces, with its slots filled, in whatever order its language puts them. `spoken` makes words of a language. */
export function filled<Part>(
  text: string,
  parts: Readonly<Record<string, Part>>,
  spoken: (words: string, language: string) => Part | string = (words) => words,
): (string | Part)[] {
  return text.split(OPEN).flatMap((piece, place) => {
    if (place === 0) return [piece];
    const [name = '', rest = ''] = piece.split(CLOSE);
    const [language = '', words] = name.split(OF);
    return [parts[name] ?? (words === undefined ? name : spoken(words, language)), rest];
  });
}
