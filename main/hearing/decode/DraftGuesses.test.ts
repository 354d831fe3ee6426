import { expect, it } from 'vitest';
import { DraftGuesses } from './DraftGuesses.ts';

const draft = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
function after(...written: number[]): DraftGuesses {
  const guessing = new DraftGuesses(draft);
  for (const token of written) guessing.take(token);
  return guessing;
}

it.each([
  ['another word', [1, 2, 30], [4, 5]],
  ['a word more', [1, 2, 30, 3], [4, 5]],
  ['words left out', [1, 2, 5], [6, 7]],
  ['two others for one', [1, 2, 30, 31, 4], [5, 6]],
  ['its end', [1, 9, 10], []],
  ['nothing known', [30, 31], [3, 4]],
])('goes on behind %s', (_, written, guesses) => {
  expect(after(...written).next(50)).toEqual(guesses);
});

it('guesses more as long as all is right, few again after a mistake, and never more than there is room for', () => {
  const guessing = after(1, 20);
  expect(guessing.next(50)).toEqual([3, 4]);
  for (const token of [3, 4, 5]) guessing.take(token);
  expect(guessing.next(50)).toEqual([6, 7, 8, 9]);
  for (const token of [6, 20]) guessing.take(token);
  expect(guessing.next(50)).toEqual([8, 9]);
  expect(guessing.next(1)).toEqual([8]);
  expect(guessing.next(0)).toEqual([]);
});
