const lasts = new Map<string, Promise<unknown>>();

/**
 * Runs `run` when everything that was begun before it under the same name is over, so that two who want one file do not
 * write it at the same time. Rejects like `run`, and with the reason of `signal` when that aborts while it waits.
 */
export function inTurn<T>(name: string, signal: AbortSignal, run: () => Promise<T>): Promise<T> {
  const before = lasts.get(name) ?? Promise.resolve();
  let started = false;
  const mine = before.then(() => {
    signal.throwIfAborted();
    started = true;
    return run();
  });
  // The next one waits for the end, whichever it is; who is last takes the name away.
  const end = mine.then(
    () => undefined,
    () => undefined,
  );
  lasts.set(name, end);
  void end.then(() => lasts.get(name) === end && lasts.delete(name));
  return new Promise((resolve, reject) => {
    // What runs has the signal itself and ends in its own time.
    const abort = (): void => void (started || reject(signal.reason as Error));
    signal.addEventListener('abort', abort, { once: true });
    mine.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
    if (signal.aborted) abort();
  });
}
