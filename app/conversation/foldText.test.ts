import { expect, test } from 'vitest';
import { foldText } from './foldText.ts';

test('folds case and accents and keeps where each unit came from', () => {
  const { text, offsets } = foldText('Ör e\u0301😀X');
  expect(text).toBe('or e😀x');
  expect([...offsets]).toEqual([0, 1, 2, 3, 5, 5, 7, 8]);
});

test('every offset points at a character of the original', () => {
  const original = Array.from({ length: 0x3000 }, (_, code) => String.fromCodePoint(code)).join('');
  const { text, offsets } = foldText(original);
  expect(offsets).toHaveLength(text.length + 1);
  expect(offsets.at(-1)).toBe(original.length);
  for (let i = 1; i < offsets.length; i++) expect(offsets[i]).toBeGreaterThanOrEqual(offsets[i - 1] ?? 0);
});

test('Hangul syllables stay whole', () => {
  expect(foldText('한국').text).toBe('한국');
});
