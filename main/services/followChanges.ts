import { Mailbox } from '../../app/contract/Mailbox.ts';
import type { ChangeSignal } from './changeSignal.ts';

/**
 * What `read` gives: at once, and again after changes; those that come while a slow consumer is busy are one. Ends when
 * `signal` aborts.
 */
export async function* followChanges<T>(changes: ChangeSignal, signal: AbortSignal, read: () => Promise<T>): AsyncGenerator<T> {
  const dirty = new Mailbox<null>((last) => last);
  const unsubscribe = changes.subscribe(() => dirty.push(null));
  signal.addEventListener('abort', () => dirty.end(), { once: true });
  dirty.push(null);
  try {
    for await (const _ of dirty) yield await read();
  } finally {
    unsubscribe();
  }
}
