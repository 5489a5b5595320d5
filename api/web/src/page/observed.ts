// Figures that publishers observe of roles, said with their units.

import { number } from '../messages/formats';
import { say } from '../messages/say';
import { isKnown, money } from '../words';
import type { RoleShown } from './rows';

export type Observed = RoleShown['observations']['nodes'][number];

/** The figure with its unit; null where the publisher holds it back. */
export function figureOf({ value, unit, category }: Pick<Observed, 'value' | 'unit' | 'category'>): string | null {
  if (category) return category;
  if (!isKnown(value)) return null;
  const figure = number(value, { maximumFractionDigits: 2 });
  switch (unit) {
    case 'PEOPLE':
      return say('{figure} people', { figure });
    case 'PERCENT':
      return number(value / 100, { style: 'percent', maximumFractionDigits: 2 });
    case 'SHARE':
      return number(value, { style: 'percent', maximumFractionDigits: 1 });
    case 'PER_THOUSAND':
      return say('{figure} of 1,000', { figure });
    default:
      return figure;
  }
}

export const observedAt = ({ marketName, period }: Pick<Observed, 'marketName' | 'period'>) =>
  [marketName, period].filter(Boolean).join(', ');

/** The newest figure of a quantity that is known, of the widest market: the first, as the server sorts them. */
export function newest(role: RoleShown, quantity: Observed['quantity']): Observed | undefined {
  return role.observations.nodes.find((each) => each.quantity === quantity && figureOf(each) !== null);
}

export function amounts({ min, max, currency }: { min: number; max: number; currency: string }): string {
  if (min === max) return money(min, currency);
  return say('{least} to {most}', { least: money(min, currency), most: money(max, currency) });
}
