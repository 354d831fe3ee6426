import { expect, test } from 'vitest';
import { shareWithInterval } from './shareWithInterval.ts';

test('the interval holds the share, is as tables give it, and never leaves 0 to 1', () => {
  const half = shareWithInterval(100, 200);
  expect(half.share).toBe(0.5);
  expect(half.low).toBeCloseTo(0.4314, 3);
  expect(half.high).toBeCloseTo(0.5686, 3);
  expect(shareWithInterval(0, 20)).toMatchObject({ share: 0, low: 0 });
  expect(shareWithInterval(0, 20).high).toBeCloseTo(0.1611, 3);
  expect(shareWithInterval(20, 20).high).toBe(1);
});
