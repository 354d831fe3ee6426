import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../app/contract/AppError.ts';
import type { Client } from '../../app/contract/Service.ts';
import { restartDelay } from '../supervise/restartDelay.ts';
import { startStoreThread, type StoreThread } from './startStoreThread.ts';
import { storeService } from './storeService.ts';

export interface OpenedStore {
  readonly client: Client<typeof storeService>;
  /** what the person must be told, such as that a damaged file was put aside; grows when that is found on reopening */
  readonly notices: readonly AppError[];
  /** Closes the database and ends the thread. Calls made before it are finished first. */
  close(): Promise<void>;
}

/** Marks the errors that are the store's own: an answer they end was not ended by the engine. */
const details = { part: 'store' };

const CLOSED = new AppError('closed', 'Headwater is closing; nothing was changed.', details);
const CUT_OFF = 'Storing stopped in the middle of this and is being started again. What was stored before is safe; look whether this was done before you repeat it.';
const GIVEN_UP = 'Storing stopped again and again, so nothing is stored now. What was stored before is safe; restart Headwater.';

/**
 * Opens the store in a thread of its own and keeps it open: a thread that ends by itself is started again by the rule of
 * `restartDelay`. Calls wait for that; those it was answering fail with `crashed`, and so do all once it was started too
 * often, until some minutes have passed.
 * Throws the `AppError` of `createStore` when the file cannot be opened at first.
 *
 * @param start begins one life of the thread
 */
export async function openStore(file: string, start = startStoreThread): Promise<OpenedStore> {
  const closing = new AbortController();
  const restarts: number[] = [];
  const notices: AppError[] = [];
  /** the thread that answers now, if one does: a call reaches it at once, so that none made before `close` comes behind */
  let alive: StoreThread | null = null;
  let thread = begin();
  await thread;

  async function begin(): Promise<StoreThread> {
    const begun = await start(file);
    alive = begun;
    if (begun.notice) notices.push(begun.notice);
    const followed = async (): Promise<void> => {
      await begun.ended;
      alive = null;
      if (!closing.signal.aborted) thread = again();
    };
    void followed();
    return begun;
  }

  /** The next life of the thread. Rejects when there were too many lately, or when the program closes meanwhile. */
  function again(): Promise<StoreThread> {
    const next = (async () => {
      for (;;) {
        const delay = restartDelay(restarts, Date.now());
        if (delay === null) throw new AppError('crashed', GIVEN_UP, details);
        await sleep(delay, undefined, closing).catch(() => {
          throw CLOSED;
        });
        restarts.push(Date.now());
        try {
          return await begin();
        } catch (error) {
          console.error('The store could not be opened again:', error);
        }
      }
    })();
    // Told to whoever calls; nobody may.
    next.catch(() => undefined);
    return next;
  }

  async function call(method: keyof typeof storeService.calls, params: unknown): Promise<unknown> {
    if (closing.signal.aborted) throw CLOSED;
    const awaited = thread;
    const answering = alive ?? (await awaited.catch((error: unknown) => {
      if (closing.signal.aborted || restartDelay(restarts, Date.now()) === null) throw error;
      // Of those who waited for the same thread, the first begins the next one.
      if (thread === awaited) thread = again();
      return thread;
    }));
    try {
      return await answering.client[method](params as never);
    } catch (error) {
      const cutOff = !closing.signal.aborted && error instanceof AppError && error.code === 'closed';
      throw cutOff ? new AppError('crashed', CUT_OFF, details, { cause: error }) : error;
    }
  }

  const methods = Object.keys(storeService.calls) as (keyof typeof storeService.calls)[];
  return {
    client: Object.fromEntries(methods.map((method) => [method, (params: unknown) => call(method, params)])) as Client<typeof storeService>,
    notices,
    async close() {
      closing.abort();
      await thread.then(
        (last) => last.close(),
        () => undefined,
      );
    },
  };
}
