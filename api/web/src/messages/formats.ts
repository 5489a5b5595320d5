// Numbers, dates and lists as the language that is spoken writes them.

import type { Formats } from 'icu-minify/format';

import { speaking } from './speaking';

/** What `{share, number, percent}` and the like mean in a text. */
export const FORMATS: Formats = {
  number: {
    percent: { style: 'percent', maximumFractionDigits: 0 },
    integer: { maximumFractionDigits: 0 },
    tenths: { minimumFractionDigits: 1, maximumFractionDigits: 1 },
  },
  date: { medium: { year: 'numeric', month: 'short', day: 'numeric' } },
};

/** Making one takes as long as a hundred uses. */
function kept<Options, Made>(make: (language: string, options?: Options) => Made): (language: string, options?: Options) => Made {
  const made = new Map<string, Made>();
  return (language, options) => {
    const key = `${language} ${JSON.stringify(options)}`;
    const found = made.get(key) ?? make(language, options);
    made.set(key, found);
    return found;
  };
}

const numbers = kept((language, options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(language, options));
// not kept: it holds the time zone of then
const dates = (language: string, options?: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, options);
const plurals = kept((language, options?: Intl.PluralRulesOptions) => new Intl.PluralRules(language, options));
const lists = kept((language, options?: Intl.ListFormatOptions) => new Intl.ListFormat(language, options));

type Several<Made> = (languages?: Intl.LocalesArgument, options?: never) => Made;
const first = <Made>(make: (language: string, options?: never) => Made): Several<Made> => {
  return (languages, options) => make(String(languages), options);
};
export const formatters = {
  getNumberFormat: first(numbers),
  getDateTimeFormat: first(dates),
  getPluralRules: first(plurals),
};

export function number(value: number, options?: Intl.NumberFormatOptions): string {
  return numbers(speaking().language, options).format(value);
}

export function date(value: Date, options: Intl.DateTimeFormatOptions): string {
  return dates(speaking().language, options).format(value);
}

/** “a, b and c”, or with `disjunction` “a, b or c”. */
export function list(values: readonly string[], type: 'conjunction' | 'disjunction' = 'conjunction'): string {
  return lists(speaking().language, { type }).format(values);
}
