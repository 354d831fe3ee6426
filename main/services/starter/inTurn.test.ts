import { expect, it } from 'vitest';
import { inTurn } from './inTurn.ts';

const { signal } = new AbortController();

it('runs what has the same name one after the other, whatever became of the one before, and others beside it', async () => {
  const seen: string[] = [];
  const first = Promise.withResolvers<void>();
  const one = inTurn('a', signal, async () => {
    seen.push('one begins');
    await first.promise;
    seen.push('one fails');
    throw new Error('no');
  });
  const two = inTurn('a', signal, async () => void seen.push('two'));
  await inTurn('b', signal, async () => void seen.push('another'));
  expect(seen).toEqual(['one begins', 'another']);
  first.resolve();
  await expect(one).rejects.toThrow('no');
  await two;
  expect(seen).toEqual(['one begins', 'another', 'one fails', 'two']);
});

it('stops waiting when it is aborted, and is then never run', async () => {
  const first = Promise.withResolvers<void>();
  const one = inTurn('a', signal, () => first.promise);
  const controller = new AbortController();
  let ran = false;
  const two = inTurn('a', controller.signal, async () => void (ran = true));
  controller.abort(new Error('stopped'));
  await expect(two).rejects.toThrow('stopped');
  first.resolve();
  await one;
  await inTurn('a', signal, async () => undefined);
  expect(ran).toBe(false);
});
