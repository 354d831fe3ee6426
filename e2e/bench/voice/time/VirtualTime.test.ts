import { expect, it } from 'vitest';
import { VirtualTime } from './VirtualTime.ts';

it('has everything done in the order of its time, and does not move by itself', () => {
  const time = new VirtualTime();
  const done: string[] = [];
  time.wait(20, () => done.push(`late ${time.now}`));
  time.wait(10, () => {
    done.push(`first ${time.now}`);
    time.wait(5, () => done.push(`overdue ${time.now}`));
  });
  time.wait(10, () => done.push(`second ${time.now}`));
  const never = time.wait(15, () => done.push('cancelled'));
  time.cancel(never);
  expect([time.now, time.nextAt]).toEqual([0, 10]);
  time.moveTo(100);
  expect(time.now).toBe(10);
  while (time.nextAt < Infinity) time.runNext();
  expect(done).toEqual(['first 10', 'second 10', 'overdue 10', 'late 20']);
  time.moveTo(30);
  expect(time.now).toBe(30);
});
