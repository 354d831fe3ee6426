import { afterEach, expect, test, vi } from 'vitest';
import { createChangeSignal } from './changeSignal.ts';
import { followChanges } from './followChanges.ts';

afterEach(() => void vi.useRealTimers());

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

test('many changes in a row are four states a second, and the last one comes', async () => {
  vi.useFakeTimers();
  const changes = createChangeSignal();
  const closing = new AbortController();
  const came: { state: number; at: number }[] = [];
  const begin = Date.now();
  let state = 0;
  const following = (async () => {
    for await (const seen of followChanges(changes, closing.signal, () => Promise.resolve(state), 250)) {
      came.push({ state: seen, at: Date.now() - begin });
    }
  })();
  const change = async (): Promise<void> => {
    state++;
    changes.notify();
    await vi.advanceTimersByTimeAsync(10);
  };
  for (let i = 0; i < 100; i++) await change();
  await vi.advanceTimersByTimeAsync(250);
  expect(came.map(({ at }) => at)).toEqual([0, 250, 500, 750, 1_000]);
  expect(came.at(-1)?.state).toBe(100);
  // After a while of rest, one comes at once.
  await vi.advanceTimersByTimeAsync(1_000);
  await change();
  expect(came).toHaveLength(6);
  expect(came.at(-1)?.state).toBe(101);
  // In the midst of the pause an abort ends it.
  await change();
  closing.abort();
  await following;
  expect(vi.getTimerCount()).toBe(0);
});
