import { expect, test } from 'vitest';
import { captionLine } from '../testing/captionParts.test-helper.ts';
import { withLines } from './withLines.ts';

test('pages that overlap what was told meanwhile make no line twice', () => {
  const lines = withLines([captionLine(7, 'Seven.')], [captionLine(6, 'Six.'), captionLine(7, 'Seven.')]);
  expect(lines.map(({ index }) => index)).toEqual([6, 7]);
});

test('times of single words are not kept', () => {
  const word = { text: 'Six.', startMs: 0, endMs: 1, probability: null };
  expect(withLines([], [captionLine(6, 'Six.', { words: [word] })])[0]?.words).toEqual([]);
});
