import { expect, it } from 'vitest';
import { rateWithInterval } from './rateWithInterval.ts';

const clip = (words: number, substituted: number) => ({ words, substituted, deleted: 0, inserted: 0 });

it('gives the rate over all words, within its interval', () => {
  const { rate, low, high } = rateWithInterval([clip(10, 1), clip(30, 0), clip(20, 5), clip(40, 4)]);
  expect(rate).toBe(0.1);
  expect(low).toBeLessThan(0.1);
  expect(high).toBeGreaterThan(0.1);
});

it('gives the difference of two that heard the same clips', () => {
  const clips = [clip(10, 2), clip(10, 1), clip(10, 3)];
  const same = rateWithInterval(clips, clips);
  expect(same).toEqual({ rate: 0, low: 0, high: 0 });
  const worse = rateWithInterval(
    clips,
    clips.map(({ words, substituted }) => clip(words, substituted - 1)),
  );
  expect(worse.rate).toBeCloseTo(0.1);
  expect(worse.low).toBeCloseTo(0.1);
});
