import { describe, expect, test } from 'vitest';

import { chosen, filterOf } from '../src/page/choices';
import { cased, shortly } from '../src/page/names';

describe('names', () => {
  test('begin with a capital letter, and stay as they are where somebody wrote them with care', () => {
    expect(['data scientist', 'éclairagiste', 'iOS developer', 'mRNA biologist', 'Nurse', '3D animator', 'ß', ''].map(cased)).toEqual([
      'Data scientist',
      'Éclairagiste',
      'iOS developer',
      'mRNA biologist',
      'Nurse',
      '3D animator',
      'SS',
      '',
    ]);
  });

  test('of datasets are short where a title begins with its own', () => {
    expect(shortly('ESCO: European Skills, Competences')).toBe('ESCO');
    expect(shortly('Careers in artificial intelligence')).toBe('Careers in artificial intelligence');
    expect(shortly('What people do all day: an inquiry')).toBe('What people do all day: an inquiry');
  });
});

describe('choices of an address', () => {
  test('are what the API filters by', () => {
    const choices = chosen(
      new URLSearchParams('group=g&zone=1,2,x&level=4&likes=a,b&regulated=false&pay=60000 EUR MONTH&by=field&dataset='),
    );
    expect(filterOf(choices)).toEqual({
      group: 'g',
      jobZones: [1, 2],
      skillLevels: [4],
      descriptors: ['a', 'b'],
      regulated: false,
      pay: { currency: 'EUR', period: 'MONTH', atLeast: 60_000 },
    });
  });

  test('that are not there ask for nothing', () => {
    expect(filterOf(chosen(new URLSearchParams('')))).toEqual({});
    expect(filterOf(chosen(new URLSearchParams('zone=abc&level=,&likes=,')))).toEqual({});
  });
});
