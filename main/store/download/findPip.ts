import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { AppError } from '../../../app/contract/AppError.ts';

/** A command and its first arguments. */
export type PipCommand = readonly [string, ...string[]];

const CANDIDATES: readonly PipCommand[] = [
  ['python3', '-m', 'pip'],
  ['pip3'],
  ['pip'],
  ['python', '-m', 'pip'],
  ['py', '-m', 'pip'],
];
const ANSWER_MS = 15_000;

/** The first pip that answers to `--version`; `not-found` with one sentence when there is none. */
export async function findPip(environment: NodeJS.ProcessEnv, signal: AbortSignal): Promise<PipCommand> {
  for (const candidate of CANDIDATES) {
    const [command, ...first] = candidate;
    try {
      await promisify(execFile)(command, [...first, '--version'], { env: environment, signal, timeout: ANSWER_MS });
      return candidate;
    } catch {
      signal.throwIfAborted();
    }
  }
  throw new AppError('not-found', 'Python’s pip is not installed; install it (Debian, Ubuntu: apt install python3-pip) and try again.');
}
