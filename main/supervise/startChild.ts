import { AppError } from '../../app/contract/AppError.ts';
import { describeExit } from './describeExit.ts';
import type { Child } from './Spawn.ts';

/**
 * Waits until a child that was just started is of use: `init` speaks to it over its channel. A child that exits
 * meanwhile, is silent for `timeoutMs`, or is no longer wanted (`signal`) is killed, and its error says which it was.
 * `tooSlow`: what is said to the person when that time is over, where there is something to be done about it.
 */
export async function startChild<T>(
  child: Child,
  init: (child: Child) => Promise<T>,
  options: { name: string; timeoutMs: number; signal: AbortSignal; tooSlow?: string },
): Promise<T> {
  const { name, timeoutMs, signal, tooSlow } = options;
  const cleanup: (() => void)[] = [];
  const failure = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => {
      const message = tooSlow ?? `The ${name} did not start within ${Math.round(timeoutMs / 1000)} s and was ended.`;
      reject(new AppError('crashed', message));
    }, timeoutMs);
    const abort = (): void => reject(new AppError('cancelled', `Starting the ${name} was cancelled.`));
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    cleanup.push(() => clearTimeout(timer), () => signal.removeEventListener('abort', abort));
    void child.exited.then((exit) => reject(new AppError('crashed', `The ${name} ended while it was starting (${describeExit(exit)}).`)));
  });
  // The failure is looked at even when `init` wins, so that a later exit is no unhandled rejection.
  failure.catch(() => {});
  // A channel that closes makes `init` fail a moment before the exit is known; the exit says more.
  const started = init(child).catch(async (error: unknown) => {
    if (error instanceof AppError && error.code === 'closed') return failure;
    throw error;
  });
  started.catch(() => {});
  try {
    return await Promise.race([started, failure]);
  } catch (error) {
    child.kill();
    throw error;
  } finally {
    for (const undo of cleanup) undo();
  }
}
