import { expect, it } from 'vitest';
import { heardUpTo } from './heardUpTo.ts';

const text = 'One two. **Three** four five.';
const chunks = [
  { from: 0, to: 8, seconds: 1 },
  { from: 11, to: 29, seconds: 2 },
];
const heard = (seconds: number) => text.slice(0, heardUpTo(text, chunks, seconds));

it('ends behind the last word that has sounded', () => {
  expect(heard(0)).toBe('');
  expect(heard(0.3)).toBe('');
  expect(heard(0.5)).toBe('One');
  expect(heard(1)).toBe('One two.');
  expect(heard(1.3)).toBe('One two.');
  expect(heard(2.5)).toBe('One two. **Three** four');
  expect(heard(3)).toBe(text);
  expect(heard(99)).toBe(text);
  expect(heardUpTo(text, [], 5)).toBe(0);
});

it('never goes back', () => {
  const places = Array.from({ length: 320 }, (_, step) => heardUpTo(text, chunks, step / 100));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

it('a chunk that was heard whole is heard to its last word, however its seconds are summed up', () => {
  const chunks = [{ from: 0, to: 9, seconds: 0.7 }, { from: 10, to: 19, seconds: 0.1 }];
  // 0.7999999999999999
  expect(heardUpTo('one two, and three', chunks, 0.7 + 0.1)).toBe(19);
});
