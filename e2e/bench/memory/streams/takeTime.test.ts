import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { takeTime } from './takeTime.ts';

test('waiting takes time of the clock, work takes time of the processor as well', async () => {
  const waited = await takeTime(() => setTimeout(50).then(() => undefined));
  expect(waited.clockMs).toBeGreaterThan(45);
  expect(waited.processorMs).toBeLessThan(waited.clockMs);
  const worked = await takeTime(async () => {
    const { user } = process.cpuUsage();
    while (process.cpuUsage().user - user < 20_000);
  });
  expect(worked.processorMs).toBeGreaterThanOrEqual(20);
});
