import { expect, it } from 'vitest';
import { checkTokenIds } from './checkTokenIds.ts';

it('an id without a row is refused with both numbers', () => {
  expect(() => checkTokenIds({ vocabSize: 100 }, 100)).not.toThrow();
  expect(() => checkTokenIds({ vocabSize: 101 }, 100)).toThrow(/highest token id is 100.*below 100/);
});
