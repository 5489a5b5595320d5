// What people type, taken apart.

/** Names that were typed or pasted: one a line, or with commas or semicolons between them. Each is there once. */
export function names(text: string): string[] {
  return [...new Set(text.split(/[\n;,]+/).map((each) => each.trim()))].filter(Boolean);
}

const WORDS = 9; // more than names have

/** Whether what was pasted is a text, such as a CV, and no list of names: some of its parts are sentences. */
export function isText(pasted: string): boolean {
  return pasted.split(/[\n;,]+/).some((each) => each.trim().split(/\s+/).length >= WORDS || /[.!?]\s+\p{Lu}/u.test(each));
}

/** Each name once, whatever its case; the first is kept. */
export function onceEach<Named extends { name: string }>(things: Named[]): Named[] {
  const first = new Map<string, Named>();
  for (const each of things) {
    const key = each.name.toLowerCase();
    if (!first.has(key)) first.set(key, each);
  }
  return [...first.values()];
}

/** With it or without it, without changing the others. */
export function toggled<Value>(values: Value[], value: Value, wanted: boolean): Value[] {
  const others = values.filter((each) => each !== value);
  return wanted ? [...others, value] : others;
}
