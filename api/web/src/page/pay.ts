// For which time pay is told.

import { say } from '../messages/say';

export function perWord(period: 'HOUR' | 'DAY' | 'MONTH' | 'YEAR'): string {
  return { HOUR: say('an hour'), DAY: say('a day'), MONTH: say('a month'), YEAR: say('a year') }[period];
}
