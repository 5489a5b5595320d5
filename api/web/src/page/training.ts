// How much training a role takes, in words: O*NET's job zones and the skill levels of ISCO-08.

import { say } from '../messages/say';

export interface Trained {
  jobZone?: number | null;
  skillLevel?: number | null;
}

/** What a job zone, 1 to 5, asks of people. */
export function zoneWords(zone: number): string {
  const words = [
    say('Little or no preparation'),
    say('Some preparation: up to a year'),
    say('Medium preparation: one to two years'),
    say('Considerable preparation: two to four years'),
    say('Extensive preparation: more than four years'),
  ];
  return words[zone - 1] ?? say('Job zone {zone}', { zone });
}

/** What a skill level of ISCO-08, 1 to 4, asks of people. */
export function levelWords(level: number): string {
  const words = [
    say('Simple, routine work'),
    say('Secondary education or training'),
    say('Some years of higher education, or long experience'),
    say('A degree, or as much'),
  ];
  return words[level - 1] ?? say('Skill level {level}', { level });
}

/** What is known of the training of a role, in words; null where nothing is. */
export function trainingOf({ jobZone, skillLevel }: Trained): string | null {
  if (jobZone) return zoneWords(jobZone);
  return skillLevel ? levelWords(skillLevel) : null;
}
