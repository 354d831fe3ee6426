import { expect, it } from 'vitest';
import { tokenLines } from './tokenLines.ts';

const base = { _: [0], '^': [1], $: [2] } as Record<string, number[]>;

it('writes a line for each phoneme, with its first number; the space is one of them', () => {
  const map = { ...base, ' ': [3], æ: [4, 0], '̩': [5] };
  expect(tokenLines({ phoneme_id_map: map, num_symbols: 6 })).toBe('_ 0\n^ 1\n$ 2\n  3\næ 4\n̩ 5\n');
});

it('leaves out what the reader would not survive: longer phonemes, line ends', () => {
  const map = { ...base, 'aɪ': [3], '\n': [4], '': [5], '𝄞': [3] };
  expect(tokenLines({ phoneme_id_map: map, num_symbols: 6 })).toBe('_ 0\n^ 1\n$ 2\n𝄞 3\n');
});

it('refuses a list without the signs that every sentence has, and numbers beyond the table', () => {
  expect(() => tokenLines({ phoneme_id_map: { _: [0], '^': [1] }, num_symbols: 9 })).toThrow('lacks "$"');
  expect(() => tokenLines({ phoneme_id_map: { ...base, a: [9] }, num_symbols: 9 })).toThrow('"a" has the number 9');
});
