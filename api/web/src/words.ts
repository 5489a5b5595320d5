// How values of the schema are said to people, on the page and in what other sites embed.

/** Told apart from what no source says: zero is known. */
export function isKnown<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined;
}

/** A value of an enum: `OUT_OF_REACH` is “Out of reach”. */
export function plain(value: string): string {
  const words = value.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

/** A share so small that a whole number of per cent would round it away. */
export function smallPercent(share: number): string {
  return `${(share * 100).toFixed(share < 0.0995 ? 1 : 0)}%`;
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}

/** The day of a moment where the reader is, or a date as it stands: that is no moment, and the same everywhere. */
export function day(date: string): string {
  const timeZone = date.includes('T') ? undefined : 'UTC';
  return new Date(date).toLocaleDateString('en', { year: 'numeric', month: 'short', day: 'numeric', timeZone });
}

/** An amount in whole units of a currency of ISO 4217. */
export function money(amount: number, currency: string): string {
  return amount.toLocaleString('en', { style: 'currency', currency, maximumFractionDigits: 0 });
}

/** What is known of several things, in one line. */
export function dotted(...parts: (string | null | undefined | false)[]): string {
  return parts.filter(Boolean).join(' · ');
}

/** A value of a record as JSON, cut where it is long. */
export function inShort(value: unknown): string {
  const text = value === null || value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 240 ? `${text.slice(0, 240)} …` : text;
}
