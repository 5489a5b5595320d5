// What the page says, in English, with values put in: the subset of ICU MessageFormat with names and plurals.

export type Value = string | number;

/** `{name}` and `{count, plural, one {# skill} other {# skills}}` replaced; a name without a value stays as it is. */
export function say(text: string, values: Readonly<Record<string, Value>> = {}): string {
  let said = '';
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('{', at);
    if (open < 0) return said + text.slice(at);
    const close = closing(text, open);
    said += text.slice(at, open) + filled(text.slice(open + 1, close), values);
    at = close + 1;
  }
  return said;
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return text.length;
}

function filled(part: string, values: Readonly<Record<string, Value>>): string {
  const [name = '', kind] = part.split(',', 2).map((each) => each.trim());
  const value = values[name];
  if (value === undefined) return `{${part}}`;
  if (kind !== 'plural' || typeof value !== 'number') return typeof value === 'number' ? value.toLocaleString('en') : value;
  const cases = casesOf(part);
  const chosen = cases.get(`=${value}`) ?? cases.get(new Intl.PluralRules('en').select(value)) ?? cases.get('other') ?? '';
  return say(chosen, values).replaceAll('#', value.toLocaleString('en'));
}

function casesOf(part: string): Map<string, string> {
  const cases = new Map<string, string>();
  let at = part.indexOf(',', part.indexOf(',') + 1) + 1;
  for (let open = part.indexOf('{', at); open >= 0; open = part.indexOf('{', at)) {
    const close = closing(part, open);
    cases.set(part.slice(at, open).trim(), part.slice(open + 1, close));
    at = close + 1;
  }
  return cases;
}
