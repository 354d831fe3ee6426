import { expect, it } from 'vitest';
import { heardWords } from './heardWords.test-helper.ts';
import { isUnsure } from './isUnsure.ts';

it('doubts what is doubted or improbable', () => {
  expect(heardWords('sure unsure? doubted~').map(isUnsure)).toEqual([false, true, true]);
});
