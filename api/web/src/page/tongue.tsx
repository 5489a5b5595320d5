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
  const asked = useAsk(NowDocument, {});
  const [path] = useLocation();
  const search = useSearch();
  const told = asked.data?.languages.map((each) => each.tag) ?? [];
  const offered = [...new Set([...OWN, ...told])].sort();
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
              {nameOf(each, told)}
            </Link>
          </li>
        ))}
      </ul>
    </Menu>
  );
}

function nameOf(tag: string, told: readonly string[]): string {
  const language = itsOwnName(tag);
  if (!OWN.includes(tag)) return say('{language} (names only)', { language });
  if (told.length && !told.includes(tag)) return say('{language} (page only)', { language });
  return language;
}
