import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../app/contract/AppError.ts';
import { forkSpawn } from './forkSpawn.ts';
import { restartDelay } from './restartDelay.ts';
import { startChild } from './startChild.ts';
import { Supervisor, type Running, type SupervisorState } from './Supervisor.ts';

const entry = join(import.meta.dirname, 'fixtures/echoChild.ts');
let states: SupervisorState<number>[];
let supervisor: Supervisor<number> | undefined;

beforeEach(() => {
  states = [];
});
afterEach(async () => {
  await supervisor?.close();
});

async function launchEcho(signal: AbortSignal): Promise<Running<number>> {
  const child = forkSpawn(entry, { name: 'echo' });
  const value = await startChild(
    child,
    ({ channel }) =>
      new Promise<number>((resolve) => {
        channel.onMessage((message) => resolve(message as number));
        channel.post(child.pid);
      }),
    { name: 'echo', timeoutMs: 20_000, signal },
  );
  return { child, value };
}

const atOnce = (restarts: readonly number[], now: number): number | null => restartDelay(restarts, now) && 0;
const kinds = (): string[] => states.map((state) => state.kind);
function running(): number {
  const state = states.at(-1);
  if (state?.kind !== 'running') throw new Error(`is ${state?.kind}`);
  return state.value;
}

test('a child killed with kill -9 is started again, three times; then the person is asked', async () => {
  supervisor = new Supervisor('echo', launchEcho, (state) => states.push(state), atOnce);
  supervisor.start();
  const pids = new Set<number>();
  for (let life = 1; life <= 4; life++) {
    await expect.poll(() => kinds().filter((kind) => kind === 'running').length, { timeout: 20_000 }).toBe(life);
    pids.add(running());
    process.kill(running(), 'SIGKILL');
    await expect.poll(() => kinds().at(-1)).not.toBe('running');
  }
  await expect.poll(() => kinds().at(-1)).toBe('failed');
  expect(pids.size).toBe(4);
  const last = states.at(-1);
  expect(last?.kind === 'failed' && last.error.message).toBe('The echo stopped unexpectedly (signal SIGKILL).');

  supervisor.start();
  await expect.poll(() => kinds().at(-1), { timeout: 20_000 }).toBe('running');
  await supervisor.close();
  expect(kinds().at(-1)).toBe('closed');
});

test('an error that a restart would only repeat is final', async () => {
  let launches = 0;
  supervisor = new Supervisor<number>(
    'engine',
    () => {
      launches++;
      return Promise.reject(new AppError('bad-file', 'The file is damaged.'));
    },
    (state) => states.push(state),
  );
  supervisor.start();
  await expect.poll(() => kinds().at(-1)).toBe('failed');
  expect(launches).toBe(1);
});

test('closing while it waits for a restart ends at once', async () => {
  supervisor = new Supervisor<number>('engine', () => Promise.reject(new Error('no')), (state) => states.push(state));
  supervisor.start();
  await expect.poll(() => kinds().at(-1)).toBe('waiting');
  await supervisor.close();
  expect(kinds().at(-1)).toBe('closed');
});

test('closing while the child starts kills it', async () => {
  let pid = 0;
  supervisor = new Supervisor<number>(
    'echo',
    async (signal) => {
      const child = forkSpawn(entry, { name: 'echo' });
      pid = child.pid as number;
      const value = await startChild(child, () => new Promise<number>(() => {}), { name: 'echo', timeoutMs: 20_000, signal });
      return { child, value };
    },
    (state) => states.push(state),
  );
  supervisor.start();
  await supervisor.close();
  await expect.poll(() => isAlive(pid)).toBe(false);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
