import { describe, expect, it } from 'vitest';
import { heardWords } from './heardWords.test-helper.ts';
import type { LivePhrase } from './LivePhrase.ts';
import { passBeginning } from './passBeginning.ts';

const SECOND = 16_000;
const before = heardWords('a b c d', { eachMs: 1_000 });
const phrase: LivePhrase = {
  number: 1,
  from: 5 * SECOND,
  goesOn: false,
  committed: [],
  tentative: [],
  shown: 0,
  heardTo: 5 * SECOND,
};
const begin = (some: Partial<LivePhrase>, toSeconds: number, heardFrom: number | null = null, words = before) => {
  const { start, context } = passBeginning({ ...phrase, ...some }, { to: toSeconds * SECOND, before: words, done: 4 * SECOND, heardFrom });
  return [start / SECOND, context.map(({ text }) => text.trim()).join('')];
};

describe('passBeginning', () => {
  it('begins a little before the words that are heard again', () => {
    expect(begin({}, 6)).toEqual([0, 'abcd']);
    expect(begin({ from: 6 * SECOND }, 7, null, before.slice(1))).toEqual([0.95, 'bcd']);
  });

  it('begins a little before the phrase where there are none, but hears nothing that is through, and nothing twice behind a cut', () => {
    expect(begin({}, 6, null, [])).toEqual([4.9, '']);
    expect(begin({ from: 4.05 * SECOND }, 6, null, [])).toEqual([4, '']);
    expect(begin({ goesOn: true }, 6, null, [])).toEqual([5, '']);
  });

  it('stays where it is until that is much sound, and knows what was settled since', () => {
    const committed = heardWords('e f g h', { fromMs: 5_000, eachMs: 1_000 });
    expect(begin({ committed }, 12.9, 0.95 * SECOND)).toEqual([0.95, 'bcdefgh']);
    expect(begin({ committed }, 12.9, 4.9 * SECOND, [])).toEqual([4.9, 'efgh']);
    // Nine seconds from here on; more of what is settled is not heard again.
    expect(begin({ committed }, 13, 0.95 * SECOND)).toEqual([4.95, 'efgh']);
  });
});
