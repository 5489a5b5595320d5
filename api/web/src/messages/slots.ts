// Places in what is said where something is to stand that is no text, as a link.

const [OPEN, CLOSE] = ['\u2068', '\u2069']; // isolates: what stands between them has its own direction anyway

/** A place in a message where something is to stand that is no text: give it to `say` as the value of that name. */
export function slot(name: string): string {
  return `${OPEN}${name}${CLOSE}`;
}

/** A message as its pieces, with its slots filled, in whatever order its language puts them. */
export function filled<Part>(text: string, parts: Readonly<Record<string, Part>>): (string | Part)[] {
  return text.split(OPEN).flatMap((piece, place) => {
    if (place === 0) return [piece];
    const [name = '', rest = ''] = piece.split(CLOSE);
    return [parts[name] ?? name, rest];
  });
}
