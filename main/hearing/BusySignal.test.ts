import { expect, test } from 'vitest';
import { BusySignal } from './BusySignal.ts';

test('tells each change once, the newest to who is slow, and nobody who left', async () => {
  const signal = new BusySignal();
  const states = signal.follow()[Symbol.asyncIterator]();
  const first = states.next();
  signal.tell(true);
  signal.tell(true);
  expect(await first).toEqual({ done: false, value: { busy: true } });
  const late = signal.follow()[Symbol.asyncIterator]();
  expect(await late.next()).toEqual({ done: false, value: { busy: true } });
  await late.return();
  signal.tell(false);
  signal.tell(true);
  signal.tell(false);
  expect(await states.next()).toEqual({ done: false, value: { busy: false } });
  expect(await late.next()).toEqual({ done: true, value: undefined });
});
