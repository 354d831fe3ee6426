import { expect, test } from 'vitest';
import { meterLevel } from './meterLevel.ts';

test('shows decibels: full scale, half way down at -30 dB, nothing at -60 dB', () => {
  expect(meterLevel(0, 1, 0.1)).toBe(1);
  expect(meterLevel(0, 10 ** (-30 / 20), 0.1)).toBeCloseTo(0.5);
  expect(meterLevel(0, 0.000_1, 0.1)).toBe(0);
  expect(meterLevel(0, 0, 0.1)).toBe(0);
});

test('rises at once and falls by half in a third of a second, never below nothing', () => {
  expect(meterLevel(0.1, 1, 0.01)).toBe(1);
  expect(meterLevel(1, 0, 1 / 3)).toBeCloseTo(0.5);
  expect(meterLevel(0.01, 0, 10)).toBe(0);
});
