import { expect, test } from 'vitest';
import { cutAtParagraphs } from './cutAtParagraphs.ts';

test('a text is cut after the paragraph in which a part becomes long enough, and nothing is lost', () => {
  const text = 'One two three.\n\nFour.\n\nFive six seven eight.\n\nNine.';
  const parts = cutAtParagraphs(text, 10);
  expect(parts).toEqual(['One two three.\n\n', 'Four.\n\nFive six seven eight.\n\n', 'Nine.']);
  expect(parts.join('')).toBe(text);
  expect(cutAtParagraphs('', 10)).toEqual([]);
});
