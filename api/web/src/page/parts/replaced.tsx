import { Link } from 'wouter';
import { path } from '../../addresses';
import { foreign } from '../../messages/foreign';
import { say } from '../../messages/say';
import { cased } from '../names';
import type { Named } from './links';
import { Said, slot, wordsIn } from './said';
import { Note } from './states';

interface Held {
  role: Named & { status: string; replacedBy?: Named | null };
  /** Makes the address that its successor stands in; without it the view is of this one role, and leads to that of the other. */
  kept?: (slug: string) => string;
}

/** Says of a role that its publisher has given it up, and leads to the one that took its place. Nothing of others. */
export function Replaced({ role: { name, nameLanguage, status, replacedBy: by }, kept }: Held) {
  if (status !== 'DEPRECATED') return null;
  return (
    <Note>
      {kept ? (
        <Said text={say('{role} is no longer recommended for use.', { role: wordsIn(cased(name), nameLanguage) })} />
      ) : (
        say('This role is no longer recommended for use.')
      )}{' '}
      {by ? (
        <Said
          text={say('Its place took {role}.', { role: slot('role') })}
          parts={{
            role: (
              <Link href={kept ? kept(by.slug) : path('role', by.slug)} {...foreign(by.nameLanguage)}>
                {cased(by.name)}
              </Link>
            ),
          }}
        />
      ) : null}
    </Note>
  );
}
