import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { electronStandIn } from './electronStandIn.test-helper.ts';
import { utilitySpawn } from './utilitySpawn.ts';

function spawnOne(options = {}) {
  const { electron, children } = electronStandIn();
  const child = utilitySpawn(electron)('/program/engine.js', { name: 'engine', ...options });
  const [forked] = children;
  if (forked === undefined) throw new Error('nothing was forked');
  return { child, utility: forked.child, forked };
}

it('forks by name, with a clean environment', () => {
  process.env['HF_TOKEN'] = 'hf_secret';
  try {
    const { forked } = spawnOne({ heapMiB: 512 });
    expect(forked.entry).toBe('/program/engine.js');
    expect(forked.options).toMatchObject({
      serviceName: 'Headwater engine',
      stdio: ['ignore', 'pipe', 'pipe'],
      execArgv: ['--max-old-space-size=512'],
    });
    expect((forked.options as { env: object }).env).not.toHaveProperty('HF_TOKEN');
  } finally {
    delete process.env['HF_TOKEN'];
  }
});

it('carries messages as they are, early ones too', () => {
  const { child, utility } = spawnOne();
  child.channel.post({ t: 'call', id: 1 });
  expect(utility.posted).toEqual([{ t: 'call', id: 1 }]);
  utility.emit('message', { t: 'result', id: 1 });
  const seen: unknown[] = [];
  child.channel.onMessage((message) => seen.push(message));
  utility.emit('message', { t: 'end', id: 2 });
  expect(seen).toEqual([{ t: 'result', id: 1 }, { t: 'end', id: 2 }]);
});

it('closes its channel and tells the code when the child is gone', async () => {
  const { child, utility } = spawnOne();
  let closes = 0;
  child.channel.onClose(() => (closes += 1));
  utility.emit('exit', 134);
  expect(await child.exited).toEqual({ code: 134, signal: null });
  expect(closes).toBe(1);
  child.channel.post('into the void');
  expect(utility.posted).toEqual([]);
});

it('asks the child to end when its channel is closed', () => {
  const { child, utility } = spawnOne();
  child.channel.close();
  child.channel.close();
  expect(utility.kills).toBe(1);
});

it('ends a child that does not listen', async () => {
  const { child, utility } = spawnOne();
  child.kill();
  expect(utility.kills).toBe(1);
  const real = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  utility.pid = real.pid;
  const exited = once(real, 'exit') as Promise<[number | null, string | null]>;
  expect(child.pid).toBe(real.pid);
  child.kill();
  expect((await exited)[1]).toBe('SIGKILL');
  child.kill();
});

it('keeps what the child prints', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'headwater-utility-'));
  try {
    const { utility } = spawnOne({ logFile: join(folder, 'engine.log') });
    utility.emit('spawn');
    utility.stdout.emit('data', Buffer.from('loaded\n'));
    utility.stderr.emit('data', Buffer.from('a warning\n'));
    utility.emit('error', 'FatalError', 'v8::Heap');
    utility.emit('exit', 5);
    expect(await readFile(join(folder, 'engine.log'), 'utf8')).toMatch(
      /started\nloaded\na warning\n.*FatalError at v8::Heap\n.*ended: code 5\n/,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});
