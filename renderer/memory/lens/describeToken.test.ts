import { expect, test } from 'vitest';
import { describeToken } from './describeToken.ts';

test('a token is said with its region and its weight, and what cannot be seen is named', () => {
  expect(describeToken({ text: ' ferry', region: 'recent', score: 0.824 })).toBe('“ferry”, Recent, weight 82 %');
  expect(describeToken({ text: '\n', region: 'sink', score: null })).toBe('line break, Start');
  expect(describeToken({ text: ' ', region: 'kept', score: 0 })).toBe('space, Kept, weight 0 %');
  expect(describeToken({ text: '', region: 'recalled', score: null })).toBe('no text of its own, Recalled');
});
