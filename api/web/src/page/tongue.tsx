import { Link, useLocation, useSearch } from 'wouter';

import { best, itsOwnName, OWN } from '../messages/languages';
import { say } from '../messages/say';
import { useAsk } from './client';
import { NowDocument } from './generated/graphql';
import { wantedIn, withLanguage } from './language';
import { Menu } from './parts/menu';

/**
 * One choice of language for the page's own words and for what records are called and say. What only one of the two has is
 * offered, too, and says so: the other one is in the next language that the reader wants.
 */
export function LanguageSwitch() {
  const { offered, nameOf } = useOffered();
  const [path] = useLocation();
  const search = useSearch();
  if (offered.length < 2) return null;
  const now = best(wantedIn(search), offered, 'en');
  return (
    // the choice closes the list: another language is another list
    <Menu
      className="language"
      key={now}
      button={
        <>
          {now.toUpperCase()}
          <span className="hidden"> {say('Language: {language}', { language: itsOwnName(now) })}</span>
        </>
      }>
      <ul>
        {offered.map((each) => (
          <li key={each}>
            <Link
              href={withLanguage(search ? `${path}?${search}` : path, each)}
              hrefLang={each}
              lang={each}
              rel="nofollow"
              aria-current={each === now ? 'true' : undefined}>
              {nameOf(each)}
            </Link>
          </li>
        ))}
      </ul>
    </Menu>
  );
}

/** The languages that there are words or names of, by tag, and what each is called with what it lacks. */
export function useOffered(): { offered: readonly string[]; nameOf: (tag: string) => string } {
  const told = useAsk(NowDocument, {}).data?.languages.map((each) => each.tag) ?? [];
  const nameOf = (tag: string) => {
    const language = itsOwnName(tag);
    if (!OWN.includes(tag)) return say('{language} (names only)', { language });
    if (told.length && !told.includes(tag)) return say('{language} (page only)', { language });
    return language;
  };
  return { offered: [...new Set([...OWN, ...told])].sort(), nameOf };
}
