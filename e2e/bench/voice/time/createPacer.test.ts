import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createPacer } from './createPacer.ts';
import { VirtualTime } from './VirtualTime.ts';

const WORKER = join(import.meta.dirname, 'fixtures/worker.ts');

it.runIf(process.platform === 'linux')('lets a child be heard when it took the time for it, and others wait meanwhile', async () => {
  const time = new VirtualTime();
  const told: string[] = [];
  const pacer = createPacer(time, ({ child, direction }) => told.push(`${direction} ${child}`));
  const child = pacer.spawn(WORKER, { name: 'worker' });
  const heard: [number, number][] = [];
  await pacer.run(async () => {
    child.channel.onMessage((message) => heard.push([(message as { part: number }).part, time.now]));
    // An hour is over at once, for a child that waits; not before it is up, which counts for nothing afterwards.
    await sleep(3_600_000);
    child.channel.post({ work: 400 });
    await sleep(790);
    expect(heard.map(([part]) => part)).toEqual([1]);
    await sleep(3_600_000);
    child.channel.close();
    await child.exited;
  });
  const times = heard.map(([, at]) => at - 3_600_000);
  expect(heard.map(([part]) => part)).toEqual([1, 2]);
  expect(times[0]).toBeGreaterThanOrEqual(400);
  expect(times[1]).toBeGreaterThanOrEqual(800);
  expect(told).toEqual(['to 0', 'from 0', 'from 0']);
  expect(time.now).toBe(7_200_790);
});
