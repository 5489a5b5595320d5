// What is wished of roles that one browses, by the parameters of the address that say it.

import { address } from '../addresses';
import type { RoleFilter } from './generated/graphql';

/** The parameters, and of which of them several values may be wished: those of one name are joined with commas. */
export const CHOICES = ['group', 'zone', 'level', 'likes', 'dataset', 'regulated', 'pay'] as const;
export type Choice = (typeof CHOICES)[number];
export type Choices = Partial<Record<Choice, string>>;

export function chosen(parameters: URLSearchParams): Choices {
  return Object.fromEntries(CHOICES.flatMap((each) => (parameters.get(each) ? [[each, parameters.get(each)]] : [])));
}

const PERIODS = ['HOUR', 'DAY', 'MONTH', 'YEAR'] as const;
const parts = (text = '') => text.split(',').filter(Boolean);

/** Whole numbers of a list; what is none is left out. */
function numbers(text?: string): number[] {
  return parts(text).map(Number).filter(Number.isInteger);
}

/** A list that narrows has something in it: one of nothing would ask for nothing. */
function narrowed<Value>(name: keyof RoleFilter, values: readonly Value[]): RoleFilter {
  return values.length ? { [name]: values } : {};
}

/** What the API is asked for. Pay is written as the least of it, its currency and its period: `60000 USD YEAR`. */
export function filterOf({ group, zone, level, likes, dataset, regulated, pay }: Choices): RoleFilter {
  const [atLeast, currency, said] = (pay ?? '').split(' ');
  const period = PERIODS.find((each) => each === said) ?? 'YEAR';
  return {
    ...(group ? { group } : {}),
    ...(dataset ? { dataset } : {}),
    ...narrowed('jobZones', numbers(zone)),
    ...narrowed('skillLevels', numbers(level)),
    ...narrowed('descriptors', parts(likes)),
    ...(regulated ? { regulated: regulated === 'true' } : {}),
    ...(currency ? { pay: { currency, period, atLeast: Number(atLeast) || 0 } } : {}),
  };
}

/** The address of a view with a choice changed; an empty value takes it back. */
export function choosing(base: string, choices: Choices, change: Choices): string {
  return address(base, { ...choices, ...change });
}
