import { expect, it } from 'vitest';
import { contextWords } from './contextWords.ts';
import { heardWords } from './heardWords.test-helper.ts';

const words = heardWords('a b c d e f g h i j', { eachMs: 1_000 });
const text = (some: readonly { readonly text: string }[]) => some.map((word) => word.text.trim()).join('');

it('takes the words of the last seconds, unless nobody spoke for long', () => {
  expect(text(contextWords(words, 10_500))).toBe('fghij');
  expect(text(contextWords(words, 12_000))).toBe('ghij');
  expect(text(contextWords(words, 12_001))).toBe('');
  expect(text(contextWords([], 1_000))).toBe('');
});

it('takes none that it could not give', () => {
  const carried = words.map((word, at) => (at === 7 ? { ...word, tokens: [] } : word));
  expect(text(contextWords(carried, 10_500))).toBe('ij');
  expect(text(contextWords([...words.slice(0, 9), { ...words[9]!, tokens: [] }], 10_500))).toBe('');
});
