import { expect, test } from 'vitest';
import { spokenParts } from './spokenParts.ts';

const joined = (text: string, most: number): string => spokenParts(text, most).map((part) => part.text).join('');

test('what is short enough is one part, and nothing is none', () => {
  expect(spokenParts('One.\n\nTwo.', 10)).toEqual([{ from: 0, text: 'One.\n\nTwo.' }]);
  expect(spokenParts('', 10)).toEqual([]);
});

test('a text is cut between paragraphs, never within code where that can be helped', () => {
  const code = '```\na\n\nb\n```\n';
  const text = `First.\n\n${code}\nLast one.`;
  expect(spokenParts(text, 20).map((part) => part.text)).toEqual(['First.\n\n', `${code}\n`, 'Last one.']);
  expect(spokenParts('One.\nTwo.\nThree.', 12).map((part) => part.text)).toEqual(['One.\nTwo.\n', 'Three.']);
  expect(spokenParts('one two three', 9).map((part) => part.text)).toEqual(['one two ', 'three']);
});

test('parts are within the limit, follow each other and are the whole text, whatever it is', () => {
  for (const text of ['x'.repeat(100), '😀'.repeat(40), '\n'.repeat(50), '```\n'.repeat(30), 'ab \n\n'.repeat(30)]) {
    for (const most of [2, 7, 16]) {
      const parts = spokenParts(text, most);
      expect(joined(text, most)).toBe(text);
      expect(parts.every((part) => part.text.length > 0 && part.text.length <= most)).toBe(true);
      expect(parts.every((part) => text.startsWith(part.text, part.from))).toBe(true);
    }
  }
  expect(spokenParts('😀'.repeat(5), 3).every(({ text }) => text === '😀')).toBe(true);
});
