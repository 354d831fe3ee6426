import { expect, test } from 'vitest';
import { formatClock } from './formatClock.ts';

test.each([
  [0, '0:00'],
  [7_999, '0:07'],
  [751_000, '12:31'],
  [3_599_999, '59:59'],
  [3_725_000, '1:02:05'],
])('%i ms is %s', (milliseconds, words) => expect(formatClock(milliseconds)).toBe(words));
