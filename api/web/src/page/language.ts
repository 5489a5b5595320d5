// The language that a reader has chosen. It stands in the address, so that it goes with every link that is sent on; where
// none is chosen, the page and what is asked for are in those of the browser.

import { tagOf } from '../messages/languages';

const PARAMETER = 'language';

/** What the address says, undefined if nothing that is a language. */
export function chosenIn(search: string): string | undefined {
  return tagOf(new URLSearchParams(search).get(PARAMETER));
}

/** The languages that a reader wants, best first. */
export function wantedIn(search: string): readonly string[] {
  const chosen = chosenIn(search);
  return chosen ? [chosen, ...navigator.languages.filter((each) => each !== chosen)] : navigator.languages;
}

/** The same as a header (RFC 9110, 12.5.4); none where nothing is chosen: then the browser sends its own. */
export function acceptedIn(search: string): Record<string, string> {
  if (!chosenIn(search)) return {};
  const ranked = wantedIn(search).slice(0, 9);
  return { 'accept-language': ranked.map((each, place) => (place ? `${each};q=0.${10 - place}` : each)).join(', ') };
}

/** An address of the page in the language of where one is. One that names a language keeps it. */
export function inLanguage(address: string, search: string): string {
  const chosen = chosenIn(search);
  return chosen && !chosenIn(address.split('?')[1] ?? '') ? withLanguage(address, chosen) : address;
}

/** An address of the page in another language. */
export function withLanguage(address: string, language: string): string {
  const [path = '', query = ''] = address.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set(PARAMETER, language);
  return `${path}?${parameters.toString()}`;
}
