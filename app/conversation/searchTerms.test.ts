import { expect, test } from 'vitest';
import { searchTerms } from './searchTerms.ts';

const shape = (query: string) => searchTerms(query).map(({ folded, prefix }) => [folded.join(' '), prefix]);

test.each<[string, [string, boolean][]]>([
  [
    'Two wörds',
    [
      ['two', false],
      ['words', true],
    ],
  ],
  ['done ', [['done', false]]],
  [
    '"New York" trip',
    [
      ['new york', false],
      ['trip', true],
    ],
  ],
  [
    '"unfinished quo',
    [
      ['unfinished', false],
      ['quo', true],
    ],
  ],
  ['foo.bar(baz)', [['foo bar baz', true]]],
  ['中国人', [['中 国 人', true]]],
  [
    'NEAR(a b) OR col:x* ^y -z',
    [
      ['near a', false],
      ['b', false],
      ['or', false],
      ['col x', false],
      ['y', false],
      ['z', true],
    ],
  ],
  ['+++ → 🎉', []],
  ['""', []],
  ['', []],
])('%j', (query, terms) => {
  expect(shape(query)).toEqual(terms);
});

test('a pasted page has a bounded number of terms, none of which has a quotation mark', () => {
  const terms = searchTerms('say "hi" or \'bye\'; '.repeat(50));
  expect(terms.length).toBeLessThanOrEqual(24);
  expect(terms.flatMap(({ tokens }) => tokens).join('')).not.toMatch(/["'*]/);
});
