import { expect, it } from 'vitest';
import { createStopwatch } from './createStopwatch.ts';

it('measures the first token from the beginning and the rest from the first', () => {
  let time = 1_000;
  const stopwatch = createStopwatch(() => time);
  expect(stopwatch.read()).toEqual({ count: 0, timeToFirstTokenMs: 0, tokensPerSecond: 0 });
  time += 250;
  stopwatch.token();
  expect(stopwatch.read()).toEqual({ count: 1, timeToFirstTokenMs: 250, tokensPerSecond: 0 });
  for (let i = 0; i < 10; i++) {
    time += 20;
    stopwatch.token();
  }
  expect(stopwatch.read()).toEqual({ count: 11, timeToFirstTokenMs: 250, tokensPerSecond: 50 });
});
