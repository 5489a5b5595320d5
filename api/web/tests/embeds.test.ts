import { expect, test } from 'vitest';

import { count, directionOf, kindOf, linked, names, slugs, wordsOf } from '../src/embed/values';
import { embeddedAt, snippet, USUAL } from '../src/page/embeds';

test('the snippet keeps the place before the script is there, and escapes what it is given', () => {
  expect(snippet('https://site.example/careers', 'compare', { roles: 'a b', link: undefined }, USUAL)).toBe(
    `<script src="https://site.example/careers/embed.js" async></script>
<rolegraph-compare roles="a b" style="display: block; min-block-size: 28rem"></rolegraph-compare>`,
  );
  const looks = { height: '20rem', colour: '#c00', language: 'fr' };
  expect(snippet('https://site.example', 'search', { placeholder: 'Say "x" & <y>' }, looks)).toBe(
    `<script src="https://site.example/embed.js" async></script>
<rolegraph-search placeholder="Say &quot;x&quot; &amp; &lt;y>" lang="fr" style="display: block; min-block-size: 20rem; --rolegraph-height: 20rem; --rolegraph-link: #c00; --rolegraph-have: #c00"></rolegraph-search>`,
  );
});

test('attributes are taken apart: slugs at blanks, names at commas alone, numbers within bounds', () => {
  expect(slugs(' a, b  c ')).toEqual(['a', 'b', 'c']);
  expect(names('machine learning, Python;\nSQL,')).toEqual(['machine learning', 'Python', 'SQL']);
  expect([count(null, 5, 50), count('x', 5, 50), count('7', 5, 50), count('0', 5, 50), count('999', 5, 50)]).toEqual([5, 5, 7, 1, 50]);
});

test('slugs are said in words, and types lead to their pages', () => {
  expect(wordsOf('esco/data-scientist')).toBe('data scientist');
  expect([kindOf('RoleGroup'), kindOf('Skill')]).toEqual(['group', 'skill']);
  expect(linked('/jobs/{kind}/{slug}', '', 'role', 'esco/a b')).toBe('/jobs/role/esco/a%20b');
});

test('a language says which way it is written, and what is none says nothing', () => {
  expect(['ar', 'he', 'fr', 'az-Arab', 'no tag!'].map(directionOf)).toEqual(['rtl', 'rtl', 'ltr', 'rtl', 'ltr']);
});

test('each view has the part that shows what it shows, or none', () => {
  const at = (address: string) => {
    const { pathname, searchParams } = new URL(address, 'http://site.example');
    return embeddedAt(pathname, searchParams);
  };
  expect(at('/role/esco/data-scientist')).toEqual({ part: 'role', attributes: { slug: 'esco/data-scientist' } });
  expect(at('/compare?roles=a,esco/b')).toEqual({ part: 'compare', attributes: { roles: 'a esco/b' } });
  expect(at('/move?from=a&to=b')).toEqual({ part: 'transition', attributes: { from: 'a', to: 'b' } });
  expect(at('/move?from=a')).toEqual({ part: 'moves', attributes: { from: 'a' } });
  expect(at('/move?mine=Python')).toEqual({ part: 'match', attributes: {} }); // what somebody knows is theirs
  expect(at('/group/isco/25')).toEqual({ part: 'browse', attributes: { group: 'isco/25' } });
  expect(['/compare', '/data', '/', '/skill/python'].map(at)).toEqual([null, null, null, null]);
});
