import { expect, it } from 'vitest';
import { contextWords } from './contextWords.ts';
import { heardWords } from './heardWords.test-helper.ts';

const words = heardWords('a b c d e f g h i j', { eachMs: 1_000 });
const text = (some: readonly { readonly text: string }[]) => some.map((word) => word.text.trim()).join('');
const before = (some: typeof words, fromMs: number) => text(contextWords(some, [], fromMs, fromMs + 1_000));

it('takes the words of the last seconds, unless nobody spoke for long', () => {
  expect(before(words, 10_500)).toBe('fghij');
  expect(before(words, 12_000)).toBe('ghij');
  expect(before(words, 12_001)).toBe('');
  expect(before([], 1_000)).toBe('');
});

it('takes none that it could not give', () => {
  const carried = words.map((word, at) => (at === 7 ? { ...word, tokens: [] } : word));
  expect(before(carried, 10_500)).toBe('ij');
  expect(before([...words.slice(0, 9), { ...words[9]!, tokens: [] }], 10_500)).toBe('');
});

it('takes what is settled of the phrase itself, and of what came before it only what still belongs to those seconds', () => {
  const [earlier, own] = [words.slice(0, 3), words.slice(3)];
  expect(text(contextWords(earlier, own.slice(0, 2), 3_000, 7_000))).toBe('abcde');
  expect(text(contextWords(earlier, own, 3_000, 13_000))).toBe('efghij');
  // Nobody spoke for long before it.
  expect(text(contextWords(earlier, own.slice(2), 5_001, 13_000))).toBe('fghij');
});

it('takes less in front of much that is open, but never nothing of what is settled', () => {
  expect(text(contextWords([], words, 0, 15_000))).toBe('ghij');
  expect(text(contextWords([], words, 0, 30_000))).toBe('ij');
  expect(text(contextWords(words, [], 10_000, 25_000))).toBe('ij');
  const long = [...words.slice(0, 4), { ...words[4]!, endMs: 10_000 }];
  expect(text(contextWords([], long, 0, 30_000))).toBe('e');
});
