import { expect, test } from 'vitest';
import { formatLength } from './formatLength.ts';

test.each([
  [0, '0 s'],
  [59_400, '59 s'],
  [59_600, '1 min'],
  [750_000, '13 min'],
  [3_600_000, '1 h'],
  [4_320_000, '1 h 12'],
  [3_900_000, '1 h 05'],
])('%i ms is %s', (milliseconds, words) => expect(formatLength(milliseconds)).toBe(words));
