import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import compile from 'icu-minify/compile';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, describe, expect, test } from 'vitest';

import { saidIn, valuesIn } from '../messages/finding';
import { catalog, compiled } from '../messages/plugin';
import { list } from '../src/messages/formats';
import { best, directionOf, itsOwnName, tagOf } from '../src/messages/languages';
import { message, said, say } from '../src/messages/say';
import { filled, slot } from '../src/messages/slots';
import { speak, speakFor } from '../src/messages/speaking';
import { sayWith } from '../src/messages/with';
import { day, money, percent, plain } from '../src/words';

/** A catalog as the build makes it. */
function spoken(texts: Record<string, string>): NonNullable<Parameters<typeof speak>[1]> {
  const folder = mkdtempSync(join(tmpdir(), 'messages-'));
  writeFileSync(join(folder, 'xx.json'), JSON.stringify(texts));
  return catalog(join(folder, 'xx.json'), new Set(Object.keys(texts))) as NonNullable<Parameters<typeof speak>[1]>;
}

afterEach(() => speak('en'));

describe('what is said', () => {
  test('is English until another language is spoken, and where that lacks it', () => {
    expect(say('Data')).toBe('Data');
    speak('de', spoken({ Data: 'Daten' }));
    expect(say('Data')).toBe('Daten');
    expect(say('Sources')).toBe('Sources');
  });

  test('has the plural of its language: a text without a translation that of English', () => {
    const skills = (count: number) => say('{count, plural, one {# skill} other {# skills}}', { count });
    expect([0, 1, 2, 13485].map(skills)).toEqual(['0 skills', '1 skill', '2 skills', '13,485 skills']);
    speak('pl', {});
    expect([1, 2, 13485].map(skills)).toEqual(['1 skill', '2 skills', '13,485 skills']);
    speak(
      'pl',
      spoken({
        '{count, plural, one {# skill} other {# skills}}':
          '{count, plural, one {# umiejętność} few {# umiejętności} many {# umiejętności (5)} other {#}}',
      }),
    );
    expect([1, 2, 5].map(skills)).toEqual(['1 umiejętność', '2 umiejętności', '5 umiejętności (5)']);
  });

  test('puts what it names in the order of the language', () => {
    const moved = () => say('From {from} to {to}', { from: 'A', to: 'B' });
    expect(moved()).toBe('From A to B');
    speak('xx', spoken({ 'From {from} to {to}': '{to} ← {from}' }));
    expect(moved()).toBe('B ← A');
  });

  test('has numbers as the language writes them', () => {
    const share = () => say('{share, number, percent} related, {level, number, tenths} of 7', { share: 0.504, level: 5 });
    expect(share()).toBe('50% related, 5.0 of 7');
    speak(
      'de',
      spoken({
        '{share, number, percent} related, {level, number, tenths} of 7':
          '{share, number, percent} verwandt, {level, number, tenths} von 7',
      }),
    );
    expect(share()).toBe('50\u00a0% verwandt, 5,0 von 7');
  });

  test('by parts of a page is in the language of each, whatever the page speaks', () => {
    speak('de', spoken({ Easy: 'Leicht' }));
    expect(speakFor('en', {}, () => [say('Easy'), speakFor('xx', spoken({ Easy: 'Facile' }), () => say('Easy')), say('Easy')])).toEqual([
      'Easy',
      'Facile',
      'Easy',
    ]);
    expect(() =>
      speakFor('en', {}, () => {
        throw new Error('in between');
      }),
    ).toThrow('in between');
    expect(say('Easy')).toBe('Leicht');
  });

  test('has things that are no text in the order of the language', () => {
    speak('xx', spoken({ 'From {from} to {to}!': '{to} ← {from}!' }));
    const told = say('From {from} to {to}!', { from: slot('from'), to: slot('to') });
    expect(filled(told, { from: 1, to: 2 })).toEqual(['', 2, ' ← ', 1, '!']);
  });

  test('later is what was marked, in the language of then', () => {
    const marked = message('Easy');
    speak('de', spoken({ Easy: 'Leicht' }));
    expect(said(marked)).toBe('Leicht');
  });

  test('keeps its elements, wherever the language has them, and escapes what it is given', () => {
    const strong = (words: unknown) => createElement('b', null, words as string);
    const line = () =>
      renderToStaticMarkup(createElement('p', null, sayWith('<b>{name}</b> is of the <b>API</b>', { b: strong, name: '<i>' })));
    expect(line()).toBe('<p><b>&lt;i&gt;</b> is of the <b>API</b></p>');
    speak('de', spoken({ '<b>{name}</b> is of the <b>API</b>': 'Von der <b>API</b>: <b>{name}</b>' }));
    expect(line()).toBe('<p>Von der <b>API</b>: <b>&lt;i&gt;</b></p>');
  });
});

test('values, dates, shares, amounts and lists follow the language', () => {
  speak('de', spoken({ 'Out of reach': 'Außer Reichweite' }));
  expect(plain('OUT_OF_REACH')).toBe('Außer Reichweite');
  expect(plain('EASY')).toBe('Easy');
  expect(day('2024-05-03')).toBe('3. Mai 2024');
  expect(percent(0.5)).toBe('50\u00a0%');
  expect(money(120500, 'EUR')).toBe('120.500\u00a0€');
  expect(list(['a', 'b', 'c'])).toBe('a, b und c');
  expect(list(['a', 'b'], 'disjunction')).toBe('a oder b');
});

describe('the language that a reader gets', () => {
  test.each([
    [['de'], 'de'],
    [['de-CH', 'en'], 'de'],
    [['fr', 'de'], 'de'],
    [['DE-at'], 'de'],
    [['zh-Hant-TW'], 'zh-Hant'],
    [['zh'], 'en'],
    [['not a tag', 'de'], 'de'],
    [[], 'en'],
  ])('of %j is %s', (wanted, found) => expect(best(wanted, ['en', 'de', 'zh-Hant'], 'en')).toBe(found));

  test('is written from its side, and called as it calls itself', () => {
    expect(['en', 'de', 'ar', 'he', 'fa-AF', 'ur', 'az-Arab', 'az', 'ja'].map(directionOf)).toEqual([
      'ltr',
      'ltr',
      'rtl',
      'rtl',
      'rtl',
      'rtl',
      'rtl',
      'ltr',
      'ltr',
    ]);
    expect(['fr', 'de', 'ar'].map(itsOwnName)).toEqual(['français', 'Deutsch', 'العربية']);
  });

  test('is a tag, or none', () => {
    expect(['de-ch', 'zh-hant', '', null, 'de_CH', '../x', '<i>'].map(tagOf)).toEqual([
      'de-CH',
      'zh-Hant',
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('the build', () => {
  test('finds texts in calls, and nothing else', () => {
    const code =
      "const a = <p title={say('One')}>{sayWith(`Two <b>x</b>`, { b })} {other('Three')} {said(four)}</p>; // say('Five')\nmessage('Six');";
    expect(saidIn(code, 'x.tsx').map(({ text }) => text)).toEqual(['One', 'Two <b>x</b>', 'Six']);
  });

  test('refuses a text that is put together, and says where', () => {
    for (const put of ['say(name)', ['say(`a $', '{b}`)'].join(''), "say('a' + b)", "say(yes ? 'a' : 'b')"]) {
      expect(() => saidIn(`\n\n${put}`, 'src/page/x.ts'), put).toThrow('src/page/x.ts:3: say(…) wants the text itself');
    }
  });

  test('puts what is formatted without a parser in the place of texts that have placeholders', () => {
    expect(compiled("say('Hi {name}', { name });\nsay('Plain')", 'x.ts')).toBe('say(["Hi ",["name"]], { name });\nsay("Plain")');
  });

  test('knows the words of what documents ask for: values of enums, and names of types', () => {
    const sdl =
      'type Query { a: [Level!] b: Thing, c: Other } enum Level { VERY_HIGH LOW } enum Other { NEVER } union Thing = RoleGroup | Tool type RoleGroup { x: Int } type Tool { x: Int }';
    expect([...valuesIn('{ a b { __typename } }', sdl)].sort()).toEqual(['Low', 'Role group', 'Tool', 'Very high']);
    expect([...valuesIn('{ b { ... on Tool { x } } }', sdl)]).toEqual([]);
  });

  test('fails on a text that is no message', () => {
    expect(() => compile('{count, plural, one {#}}')).toThrow();
    expect(() => compiled("say('An {open brace')", 'x.ts')).toThrow();
  });
});
