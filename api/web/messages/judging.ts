// Whether a language says what the English texts say, with the same in it.

import compile from 'icu-minify/compile';

/** What a message names: its placeholders, each with what is done with it. */
export function named(message: string): string[] {
  const found = new Set<string>();
  visit(compile(message), (name, kind) => found.add(`${name}${kind}`));
  return [...found].sort();
}

/** What is wrong with what a language says for an English text; nothing where all is right. */
export function faults(language: string, text: string, said: string): string[] {
  const wanted = named(text);
  let got: string[];
  try {
    got = named(said);
  } catch (error) {
    return [`is no message: ${error instanceof Error ? error.message : String(error)}`];
  }
  const lacking = wanted.filter((each) => !got.includes(each)).map((each) => `lacks ${each}`);
  const added = got.filter((each) => !wanted.includes(each)).map((each) => `has ${each}, which the English has not`);
  const categories = formsOf(language);
  const plurals: string[] = [];
  visit(compile(said), (name, kind, options) => {
    if (kind !== ' in number') return;
    for (const each of categories) if (!(each in options)) plurals.push(`lacks the form “${each}” of ${name}`);
  });
  return [...lacking, ...added, ...plurals];
}

const forms = new Map<string, ReadonlySet<string>>();

/** The forms that whole numbers take in a language, as CLDR names them. */
function formsOf(language: string): ReadonlySet<string> {
  const rules = new Intl.PluralRules(language);
  const found = forms.get(language) ?? new Set([...Array(200).keys()].map((number) => rules.select(number)));
  forms.set(language, found);
  return found;
}

// As `icu-minify` writes it, a message is a text or a list of nodes. A node is a text, 0 for `#`, [name], [name, number of a
// type, …], or a tag as [name, its nodes …]; what is chosen between is a node of a text or 0, or a list of nodes.
const KINDS = [undefined, ' chosen', ' in number', ' in order', ' as a number', ' as a date', ' as a time'];

function visit(nodes: unknown, meet: (name: string, kind: string, options: object) => void): void {
  for (const node of Array.isArray(nodes) ? nodes : []) {
    if (!Array.isArray(node)) continue;
    const [name, type, options] = node as [string, unknown, object];
    const kind = typeof type === 'number' && type > 0 ? KINDS[type] : undefined;
    if (kind) {
      meet(name, kind, options);
      if (Number(type) <= 3) for (const each of Object.values(options)) visit(each, meet);
    } else if (node.length === 1) {
      meet(name, '', {});
    } else {
      meet(`<${name}>`, '', {});
      visit(node.slice(1), meet);
    }
  }
}
