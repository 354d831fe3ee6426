import { expect, it } from 'vitest';
import { compressionRatio, HIGHEST_RATIO } from './compressionRatio.ts';

it('tells looping text from speech', () => {
  const spoken =
    'And Mr. John Dashwood had then leisure to consider how much there might be prudently in his power to do for them.';
  expect(compressionRatio(spoken)).toBeLessThan(HIGHEST_RATIO);
  expect(compressionRatio('He was not a young man. '.repeat(12))).toBeGreaterThan(HIGHEST_RATIO);
  expect(compressionRatio('')).toBe(0);
});
