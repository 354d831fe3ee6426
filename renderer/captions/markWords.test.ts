import { expect, test } from 'vitest';
import { markWords } from './markWords.ts';

const marked = (text: string, query: string): string[] => markWords(text, query).filter((part) => part.marked).map(({ part }) => part);

test('marks the words wherever they begin one, whatever their case', () => {
  expect(marked('A river keeps its bed. Rivers do; driver no.', 'river')).toEqual(['river', 'River']);
  expect(marked('Über die Brücke', 'über brü')).toEqual(['Über', 'Brü']);
});

test('what a search means to a machine is only text here', () => {
  expect(marked('a (b) c.*', '(b .*')).toEqual(['b']);
  expect(markWords('nothing', ' ')).toEqual([{ at: 0, part: 'nothing', marked: false }]);
});

test('nothing of the text is lost', () => {
  const text = 'The bed of the river, the BED.';
  expect(markWords(text, 'bed the').map(({ part }) => part).join('')).toBe(text);
});
