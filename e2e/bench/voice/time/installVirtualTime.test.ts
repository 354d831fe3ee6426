import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { installVirtualTime, realTimers } from './installVirtualTime.ts';
import { VirtualTime } from './VirtualTime.ts';

let restore: () => void = () => undefined;
afterEach(() => restore());

it('lets timers and clocks go by a time that is moved, and by the real one again', async () => {
  const time = new VirtualTime();
  restore = installVirtualTime(time);
  const done: string[] = [];
  const started = Date.now();
  setTimeout((word: string) => done.push(`${word} ${performance.now()}`), 50, 'after');
  const interval = setInterval(() => done.push(`again ${Date.now() - started}`), 20);
  clearTimeout(setTimeout(() => done.push('cancelled'), 10));
  const later = setTimeout(() => done.push(`refreshed ${time.now}`), 30);
  const aborted = AbortSignal.abort();
  await expect(sleep(5, undefined, { signal: aborted })).rejects.toMatchObject({ name: 'AbortError' });
  const slept = sleep(55, 'slept').then((word) => done.push(`${word} ${time.now}`));
  time.runNext();
  later.refresh();
  while (time.nextAt <= 65) {
    time.runNext();
    await new Promise<void>((resolve) => realTimers.setImmediate(resolve));
  }
  await slept;
  clearInterval(interval);
  expect(time.nextAt).toBe(Infinity);
  expect(done).toEqual(['again 20', 'again 40', 'after 50', 'refreshed 50', 'slept 55', 'again 60']);
  restore();
  await sleep(1);
  expect(performance.now()).toBeGreaterThan(0);
});
