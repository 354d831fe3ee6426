import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { closeChild } from './closeChild.ts';
import { forkSpawn } from './forkSpawn.ts';
import type { Child } from './Spawn.ts';

const entry = join(import.meta.dirname, 'fixtures/echoChild.ts');
let folder: string;
let child: Child;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headwater-fork-'));
  child = forkSpawn(entry, { name: 'echo', logFile: join(folder, 'logs/echo.log'), heapMiB: 128 });
});
afterEach(async () => {
  child.kill();
  await child.exited;
  rmSync(folder, { recursive: true });
});

function next(channel: Child['channel']): Promise<unknown> {
  return new Promise((resolve) => channel.onMessage(resolve));
}

test('structured values come back as they were sent', async () => {
  const value = { cmd: 'NODE_internal', bytes: new Uint8Array([1, 2, 3]), nested: [null, undefined, 1.5, 'ü'] };
  child.channel.post(value);
  expect(await next(child.channel)).toEqual(value);
});

test('10,000 small messages arrive, all and in order', async () => {
  const received: unknown[] = [];
  const all = new Promise<void>((resolve) => {
    child.channel.onMessage((message) => {
      received.push(message);
      if (received.length === 10_000) resolve();
    });
  });
  for (let index = 0; index < 10_000; index++) child.channel.post(index);
  await all;
  expect(received).toEqual(Array.from({ length: 10_000 }, (_, index) => index));
});

test('messages that came before the receiver are kept for it', async () => {
  child.channel.post('first');
  child.channel.post('environment');
  const received: unknown[] = [];
  await expect.poll(() => readFileSync(join(folder, 'logs/echo.log'), 'utf8')).toContain('the echo child is up');
  child.channel.onMessage((message) => received.push(message));
  await expect.poll(() => received.length).toBe(2);
  expect(received[0]).toBe('first');
});

test('the child sees no secret of the host', async () => {
  process.env['HF_TOKEN'] = 'hf_secret';
  try {
    const other = forkSpawn(entry, { name: 'echo' });
    other.channel.post('environment');
    const names = (await next(other.channel)) as string[];
    expect(names).toContain('PATH');
    expect(names).not.toContain('HF_TOKEN');
    expect(names).not.toContain('NODE_OPTIONS');
    await closeChild(other);
  } finally {
    delete process.env['HF_TOKEN'];
  }
});

test('kill -9 from outside closes the channel and is told', async () => {
  child.channel.post('up?');
  await next(child.channel);
  const closed = new Promise<void>((resolve) => child.channel.onClose(resolve));
  process.kill(child.pid as number, 'SIGKILL');
  expect(await child.exited).toEqual({ code: null, signal: 'SIGKILL' });
  await closed;
  child.channel.post('into the void');
});

test('a child whose channel closes exits by itself', async () => {
  child.channel.post('up?');
  await next(child.channel);
  child.channel.close();
  expect(await child.exited).toEqual({ code: 0, signal: null });
});

test('a child that hangs is killed when its grace is over', async () => {
  child.channel.post('up?');
  await next(child.channel);
  child.channel.post('hang');
  await closeChild(child, 50);
  expect(await child.exited).toEqual({ code: null, signal: 'SIGKILL' });
});

test('an entry that does not exist ends with an exit code and says why in the log', async () => {
  const logFile = join(folder, 'missing.log');
  const missing = forkSpawn(join(folder, 'missing.ts'), { name: 'missing', logFile });
  expect((await missing.exited).code).toBe(1);
  await expect.poll(() => readFileSync(logFile, 'utf8')).toContain('Cannot find module');
});
