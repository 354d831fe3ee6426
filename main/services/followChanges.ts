import { Mailbox } from '../../app/contract/Mailbox.ts';
import type { ChangeSignal } from './changeSignal.ts';

/**
 * What `read` gives: at once, and again after changes; those that come while a slow consumer is busy are one. Ends when
 * `signal` aborts.
 *
 * @param everyMs least time from one state to the next, in milliseconds; changes before it is over are one, too, and
 *   what they lead to comes when it is
 */
export async function* followChanges<T>(
  changes: ChangeSignal,
  signal: AbortSignal,
  read: () => Promise<T>,
  everyMs = 0,
): AsyncGenerator<T> {
  const dirty = new Mailbox<null>((last) => last);
  const unsubscribe = changes.subscribe(() => dirty.push(null));
  signal.addEventListener('abort', () => dirty.end(), { once: true });
  dirty.push(null);
  try {
    for await (const _ of dirty) {
      yield await read();
      if (everyMs > 0) await pause(everyMs, signal);
    }
  } finally {
    unsubscribe();
  }
}

/** Resolves after this time, or when `signal` aborts. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done, { once: true });
  });
}
