// How many of something there are, and that there are more of it.

import { say } from '../messages/say';

export type What =
  | 'role'
  | 'skill'
  | 'tool'
  | 'move'
  | 'hit'
  | 'figure'
  | 'application'
  | 'qualification'
  | 'responsibility'
  | 'revision'
  | 'change';

/** “1 role”, “2,000 roles”. */
export function counted(count: number, what: What): string {
  switch (what) {
    case 'role':
      return say('{count, plural, one {# role} other {# roles}}', { count });
    case 'skill':
      return say('{count, plural, one {# skill} other {# skills}}', { count });
    case 'tool':
      return say('{count, plural, one {# tool} other {# tools}}', { count });
    case 'move':
      return say('{count, plural, one {# move} other {# moves}}', { count });
    case 'hit':
      return say('{count, plural, one {# hit} other {# hits}}', { count });
    case 'figure':
      return say('{count, plural, one {# figure} other {# figures}}', { count });
    case 'application':
      return say('{count, plural, one {# application} other {# applications}}', { count });
    case 'qualification':
      return say('{count, plural, one {# qualification} other {# qualifications}}', { count });
    case 'responsibility':
      return say('{count, plural, one {# responsibility} other {# responsibilities}}', { count });
    case 'revision':
      return say('{count, plural, one {# revision} other {# revisions}}', { count });
    case 'change':
      return say('{count, plural, one {# change} other {# changes}}', { count });
  }
}

/** What a button says that brings more of them. */
export function showMore(what: What): string {
  return {
    role: say('Show more roles'),
    skill: say('Show more skills'),
    tool: say('Show more tools'),
    move: say('Show more moves'),
    hit: say('Show more hits'),
    figure: say('Show more figures'),
    application: say('Show more applications'),
    qualification: say('Show more qualifications'),
    responsibility: say('Show more responsibilities'),
    revision: say('Show more revisions'),
    change: say('Show more changes'),
  }[what];
}

/** Something that is not there: what its view is headed. */
export function noSuch(what: 'role' | 'skill' | 'tool' | 'group', slug: string): { title: string; said: string } {
  switch (what) {
    case 'role':
      return { title: say('No such role'), said: say('There is no role “{slug}”.', { slug }) };
    case 'skill':
      return { title: say('No such skill'), said: say('There is no skill “{slug}”.', { slug }) };
    case 'tool':
      return { title: say('No such tool'), said: say('There is no tool “{slug}”.', { slug }) };
    case 'group':
      return { title: say('No such group'), said: say('There is no group “{slug}”.', { slug }) };
  }
}
