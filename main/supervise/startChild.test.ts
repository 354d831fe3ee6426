import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AppError } from '../../app/contract/AppError.ts';
import { forkSpawn } from './forkSpawn.ts';
import type { Child } from './Spawn.ts';
import { startChild } from './startChild.ts';

const entry = join(import.meta.dirname, 'fixtures/echoChild.ts');
const { signal } = new AbortController();
const never = (): Promise<never> => new Promise(() => {});

async function failure(child: Child, init: (child: Child) => Promise<unknown>, timeoutMs = 20_000): Promise<AppError> {
  return startChild(child, init, { name: 'engine', timeoutMs, signal }).then(
    () => expect.unreachable(),
    (error: AppError) => error,
  );
}

test('a child that exits while it starts is named with its exit code', async () => {
  const child = forkSpawn(entry, { name: 'engine' });
  child.channel.post('crash');
  const error = await failure(child, never);
  expect(error.code).toBe('crashed');
  expect(error.message).toBe('The engine ended while it was starting (exit code 7).');
});

test('a channel that closed under init tells of the exit, not of the channel', async () => {
  const child = forkSpawn(entry, { name: 'engine' });
  const error = await failure(child, ({ channel }) => {
    channel.post('crash');
    return new Promise((_, reject) => channel.onClose(() => reject(new AppError('closed', 'The channel closed.'))));
  });
  expect(error.message).toContain('exit code 7');
});

test('a silent child is killed after the limit', async () => {
  const child = forkSpawn(entry, { name: 'engine' });
  child.channel.post('hang');
  expect((await failure(child, never, 100)).message).toContain('did not start within');
  expect((await child.exited).signal).toBe('SIGKILL');
});

test('a child that is too slow says what can be done about it, where something can', async () => {
  const child = forkSpawn(entry, { name: 'engine' });
  child.channel.post('hang');
  const started = startChild(child, never, { name: 'engine', timeoutMs: 100, signal, tooSlow: 'Choose a smaller one.' });
  await expect(started).rejects.toMatchObject({ code: 'crashed', message: 'Choose a smaller one.' });
});

test("an error of init's own kills the child and is passed on", async () => {
  const child = forkSpawn(entry, { name: 'engine' });
  const error = await failure(child, () => Promise.reject(new AppError('bad-file', 'Damaged.')));
  expect(error.code).toBe('bad-file');
  expect((await child.exited).signal).toBe('SIGKILL');
});

test('what is no longer wanted is killed', async () => {
  const controller = new AbortController();
  const child = forkSpawn(entry, { name: 'engine' });
  const started = startChild(child, never, { name: 'engine', timeoutMs: 20_000, signal: controller.signal });
  controller.abort();
  await expect(started).rejects.toMatchObject({ code: 'cancelled' });
  expect((await child.exited).signal).toBe('SIGKILL');
});
