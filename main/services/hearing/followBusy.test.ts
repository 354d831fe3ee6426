import { expect, test } from 'vitest';
import { followBusy } from './followBusy.ts';

test('tells each change, and that nothing works any more when the process ends in the midst of it', async () => {
  const told: boolean[] = [];
  async function* busy() {
    yield { busy: true };
    yield { busy: false };
    yield { busy: true };
    throw new Error('killed');
  }
  await followBusy({ busy }, (one) => told.push(one));
  expect(told).toEqual([true, false, true, false]);
});
