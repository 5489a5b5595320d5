import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { bareIn } from '../messages/bare';
import { sourcesOf, textsOf } from '../messages/finding';
import { faults, named } from '../messages/judging';
import { files } from '../messages/plugin';

const WEB = join(import.meta.dirname, '..');
const TEXTS = new Set([...textsOf('page', WEB), ...textsOf('embed', WEB)]);
const FILES = [...files()];

test('there is German, and much to say', () => {
  expect(FILES.map(([language]) => language)).toContain('de');
  expect(TEXTS.size).toBeGreaterThan(400);
  expect(TEXTS).toContain('Out of reach');
});

describe.each(FILES)('%s', (language, file) => {
  const told = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;

  test('is called by its tag', () => expect(Intl.getCanonicalLocales(language)).toEqual([language]));
  test('lacks no text', () => expect([...TEXTS].filter((text) => !told[text])).toEqual([]));
  test('says nothing that nobody asks for', () => expect(Object.keys(told).filter((text) => !TEXTS.has(text))).toEqual([]));
  test('has in its texts what the English ones have, and the plurals of its own', () => {
    const wrong = Object.entries(told).flatMap(([text, said]) => faults(language, text, said).map((fault) => `“${said}” ${fault}`));
    expect(wrong).toEqual([]);
  });
});

test.each(['page', 'embed'] as const)('no English stands bare in the %s', (part) => {
  const sources = sourcesOf(part, WEB).filter((file) => /\.tsx?$/.test(file));
  const bare = sources.flatMap((file) =>
    bareIn(readFileSync(join(WEB, file), 'utf8'), file).map(({ text, line }) => `${file}:${line}: ${text}`),
  );
  expect(bare).toEqual([]);
});

const PUT = `$${'{x}'}`; // in a template

describe('a text is bare', () => {
  const bare = (code: string) => bareIn(code, 'x.tsx').map(({ text }) => text);

  test('in an element, in an expression there, and in an attribute that is read', () => {
    expect(bare('<p>Some words</p>')).toEqual(['Some words']);
    expect(bare("<p>{known ? 'Yes, it is' : `No, $1 is not`}</p>".replace('$1', PUT))).toEqual(['Yes, it is', 'No,', 'is not']);
    expect(bare('<button aria-label="Close it" title={`Close $1`} />'.replace('$1', PUT))).toEqual(['Close it', 'Close']);
    expect(bare("<Section note={none && 'Nothing yet'} />")).toEqual(['Nothing yet']);
  });

  test('in a template of the parts: between tags, and in an attribute that is read', () => {
    const html = (inside: string) => bare(`html\`${inside}\``);
    expect(html('<p class="big words">Some words $1</p>'.replace('$1', PUT))).toEqual(['Some words']);
    expect(html('<button aria-label="Close it" @click=$1>×</button>'.replace('$1', PUT))).toEqual(['Close it']);
    expect(html('<p part="title">$1 · <b>$1</b></p>'.replaceAll('$1', PUT))).toEqual([]);
    expect(bare('css`.box { color: red; }`')).toEqual([]);
  });

  test('not where it is said, a name, a sign, or for the program', () => {
    expect(bare("<p className='big words' id='some'>{say('Some words')} · {name} ×</p>")).toEqual([]);
    expect(bare("<a href='/compare?roles=a'>GraphiQL</a>")).toEqual([]);
    expect(bare("<p>{kind === 'some kind' ? <b /> : say('x y')}</p>")).toEqual([]);
  });
});

describe('what a language says', () => {
  test('names what the English names', () => {
    expect(named('{count, plural, one {# of {all}} other {<b>#</b>}} {day, date, medium} <a>{role}</a>')).toEqual([
      '<a>',
      '<b>',
      'all',
      'count in number',
      'day as a date',
      'role',
    ]);
    expect(named('Plain')).toEqual([]);
    expect(named('{who}')).toEqual(['who']);
    expect(faults('de', '{from} to {to}', '{to} von {from}')).toEqual([]);
  });

  test('has no other placeholder, lacks none, and is a message', () => {
    expect(faults('de', '{from} to {to}', 'von {form} zu {to}')).toEqual(['lacks from', 'has form, which the English has not']);
    expect(faults('de', '<b>{name}</b>', '{name}')).toEqual(['lacks <b>']);
    expect(faults('de', '{count, number}', '{count}')).toEqual(['lacks count as a number', 'has count, which the English has not']);
    expect(faults('de', 'x', '{offen')[0]).toMatch(/^is no message: /);
  });

  test('has all forms of number that the language has', () => {
    const roles = '{n, plural, one {# role} other {# roles}}';
    expect(faults('de', roles, '{n, plural, other {# Rollen}}')).toEqual(['lacks the form “one” of n']);
    expect(faults('pl', roles, '{n, plural, one {# rola} other {# roli}}')).toEqual([
      'lacks the form “many” of n',
      'lacks the form “few” of n',
    ]);
    expect(faults('ja', roles, '{n, plural, other {# 役割}}')).toEqual([]);
  });
});
