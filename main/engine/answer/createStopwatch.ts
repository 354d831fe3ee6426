/** Measures one answer. */
export interface Stopwatch {
  /** A token was chosen. */
  token(): void;
  /** Tokens so far; time from the beginning to the first; tokens per second from the first to the last. */
  read(): { readonly count: number; readonly timeToFirstTokenMs: number; readonly tokensPerSecond: number };
}

/** @param now milliseconds of a steady clock */
export function createStopwatch(now: () => number = () => performance.now()): Stopwatch {
  const started = now();
  let count = 0;
  let first = started;
  let last = started;
  return {
    token() {
      last = now();
      if (count++ === 0) first = last;
    },
    read: () => ({
      count,
      timeToFirstTokenMs: first - started,
      tokensPerSecond: last > first ? (1_000 * (count - 1)) / (last - first) : 0,
    }),
  };
}
