import { syncBuiltinESMExports } from 'node:module';
import timersPromises from 'node:timers/promises';
import type { VirtualTime } from './VirtualTime.ts';

/** Timers of the real clock, for whoever must wait while the other stands still. */
export const realTimers = { setTimeout, setImmediate, now: performance.now.bind(performance) };

/** What `setTimeout` gives back, as far as the program uses it. */
interface VirtualTimer {
  ref(): VirtualTimer;
  unref(): VirtualTimer;
  hasRef(): boolean;
  refresh(): VirtualTimer;
  [Symbol.dispose](): void;
}

/**
 * From now on the timers and clocks of this process (its main thread) are those of `time`: `setTimeout`, `setInterval`,
 * `setTimeout` of `node:timers/promises`, `Date.now`, `performance.now`. Node's own, inside, are not touched.
 *
 * @returns what puts the real ones back
 */
export function installVirtualTime(time: VirtualTime): () => void {
  const origin = Date.now();
  const ids = new WeakMap<VirtualTimer, number>();
  const cancel = (timer: VirtualTimer | undefined): void => {
    const id = timer && ids.get(timer);
    if (id !== undefined) time.cancel(id);
  };
  const timerOf = (run: () => void, milliseconds: number | undefined, repeats: boolean): VirtualTimer => {
    const begin = (): void => void ids.set(timer, time.wait(time.now + Math.max(1, milliseconds ?? 0), due));
    const due = (): void => {
      if (repeats) begin();
      run();
    };
    const refresh = (): VirtualTimer => {
      cancel(timer);
      begin();
      return timer;
    };
    const timer: VirtualTimer = { ref: () => timer, unref: () => timer, hasRef: () => true, refresh, [Symbol.dispose]: () => cancel(timer) };
    begin();
    return timer;
  };
  const sleep = <T>(milliseconds?: number, value?: T, { signal }: { signal?: AbortSignal } = {}): Promise<T> => {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const abort = (): void => reject(Object.assign(new Error('The operation was aborted', { cause: signal?.reason }), { name: 'AbortError', code: 'ABORT_ERR' }));
    if (signal?.aborted) abort();
    const timer = timerOf(() => resolve(value as T), milliseconds, false);
    signal?.addEventListener('abort', abort, { once: true });
    return promise.finally(() => {
      cancel(timer);
      signal?.removeEventListener('abort', abort);
    });
  };
  const replaced = {
    setTimeout: (run: (...args: unknown[]) => void, milliseconds?: number, ...args: unknown[]) => timerOf(() => run(...args), milliseconds, false),
    setInterval: (run: (...args: unknown[]) => void, milliseconds?: number, ...args: unknown[]) => timerOf(() => run(...args), milliseconds, true),
    clearTimeout: cancel,
    clearInterval: cancel,
  };
  const before = Object.fromEntries(Object.keys(replaced).map((name) => [name, Reflect.get(globalThis, name) as unknown]));
  const [dateNow, performanceNow, realSleep] = [Date.now, performance.now.bind(performance), timersPromises.setTimeout];
  Object.assign(globalThis, replaced);
  Date.now = () => origin + Math.floor(time.now);
  performance.now = () => time.now;
  timersPromises.setTimeout = sleep as typeof realSleep;
  syncBuiltinESMExports();
  return () => {
    Object.assign(globalThis, before);
    Date.now = dateNow;
    performance.now = performanceNow;
    timersPromises.setTimeout = realSleep;
    syncBuiltinESMExports();
  };
}
