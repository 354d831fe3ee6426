import { expect, test } from 'vitest';
import { createChangeSignal } from './changeSignal.ts';
import { followChanges } from './followChanges.ts';

test('the state comes at once, changes that nobody waited for are one, and an abort ends it', async () => {
  const changes = createChangeSignal();
  const closing = new AbortController();
  let state = 0;
  const following = followChanges(changes, closing.signal, () => Promise.resolve(state));
  expect(await following.next()).toEqual({ done: false, value: 0 });
  for (state = 1; state < 5; state++) changes.notify();
  expect(await following.next()).toEqual({ done: false, value: 5 });
  closing.abort();
  expect(await following.next()).toMatchObject({ done: true });
});
