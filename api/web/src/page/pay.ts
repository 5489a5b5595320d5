// For which time pay is told.

import { say } from '../messages/say';
import { money } from '../words';

export function perWord(period: 'HOUR' | 'DAY' | 'MONTH' | 'YEAR'): string {
  return { HOUR: say('an hour'), DAY: say('a day'), MONTH: say('a month'), YEAR: say('a year') }[period];
}

/** That pay goes up to so much, or beyond. */
export function reaching(amount: number, currency: string, period: Parameters<typeof perWord>[0]): string {
  return say('{amount} {period} or more', { amount: money(amount, currency), period: perWord(period) });
}
