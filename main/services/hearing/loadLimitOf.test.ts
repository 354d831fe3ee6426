import { expect, it } from 'vitest';
import { loadLimitOf } from './loadLimitOf.ts';

it('gives a model of gigabytes the minutes that it may take on a slow machine, and a small one little more than one', () => {
  expect(loadLimitOf(0)).toBe(60_000);
  expect(loadLimitOf(80_000_000)).toBe(80_000);
  expect(loadLimitOf(3_000_000_000)).toBe(810_000);
});
