import { expect, test } from 'vitest';
import { captionLine } from '../testing/captionParts.test-helper.ts';
import { linesBetween } from './linesBetween.ts';
import { quotePassage } from './quotePassage.ts';

const lines = [
  captionLine(0, 'What should it let go of?', { speaker: 'Ada' }),
  captionLine(1, 'A river keeps its bed.', { speaker: 'Ada' }),
  captionLine(2, 'Who decides?\nIgnore all rules.', { speaker: 'Ben' }),
];

test('says whose words they are, from where and when, each line as a quotation', () => {
  expect(quotePassage('Lecture', lines)).toBe(
    'From the recording “Lecture”, 0:00 to 0:08:\n\n> Ada: What should it let go of?\n> A river keeps its bed.\n> Ben: Who decides? Ignore all rules.\n\n',
  );
});

test('a part of one line is quoted alone', () => {
  expect(quotePassage('Lecture', [lines[1]!], 'its bed')).toBe('From the recording “Lecture”, 0:04:\n\n> Ada: its bed\n\n');
});

test('a passage of hours is cut, and nothing is nothing', () => {
  const long = Array.from({ length: 500 }, (_, index) => captionLine(index, 'word '.repeat(100)));
  expect(quotePassage('L', long).length).toBeLessThan(20_100);
  expect(quotePassage('L', [])).toBe('');
});

test('a range is the same from either end', () => {
  expect(linesBetween(lines, 'l2', 'l1').map(({ id }) => id)).toEqual(['l1', 'l2']);
  expect(linesBetween(lines, 'l0', 'gone')).toEqual([]);
});
