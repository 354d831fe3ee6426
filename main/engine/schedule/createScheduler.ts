import { AppError } from '../../../app/contract/AppError.ts';

/** Who goes first when several wait for the device; `question`: short work that an answer waits for. */
export const LANES = ['answer', 'question', 'prefill', 'background'] as const;
export type Lane = (typeof LANES)[number];
/** Those that make way for other processes: nobody sees their steps come. */
const YIELDING: ReadonlySet<Lane> = new Set<Lane>(['prefill', 'background']);
/** So long at a time, so that they get on, however busy the others are. */
export const LONGEST_PAUSE_MS = 1_000;

/** The one loop that owns the device. */
export interface Scheduler {
  /**
   * Waits for the lane's turn, runs one step to its end, and gives its result. Steps of one lane run in the order in
   * which they came. A step that has begun is never interrupted; one that waits is dropped when `signal` aborts.
   *
   * @throws AppError `cancelled` when `signal` aborted before the step began; whatever the step throws
   */
  run<T>(lane: Lane, step: () => Promise<T>, signal: AbortSignal): Promise<T>;
  /**
   * Whether another process that shares the cores is at work (hearing, which has less time than reading has): then
   * `prefill` and `background` wait between two steps, 1 s at a time at most.
   */
  makeWay(busy: boolean): void;
}

interface Waiting {
  readonly signal: AbortSignal;
  run(): Promise<void>;
  drop(): void;
}

export function createScheduler(): Scheduler {
  const queues: Record<Lane, Waiting[]> = { answer: [], question: [], prefill: [], background: [] };
  let looping = false;
  /** when the present pause ends by itself; null while nobody else is at work */
  let pausedUntil: number | null = null;
  let wake: (() => void) | null = null;

  const isPaused = () => pausedUntil !== null && performance.now() < pausedUntil;
  const take = (lane: Lane): Waiting | undefined => {
    const queue = queues[lane];
    if (!YIELDING.has(lane) || !isPaused()) return queue.shift();
    const dropped = queue.findIndex(({ signal }) => signal.aborted);
    return dropped < 0 ? undefined : queue.splice(dropped, 1)[0];
  };
  const next = (): Waiting | undefined => {
    for (const lane of LANES) {
      const waiting = take(lane);
      if (!waiting) continue;
      // What got on in spite of the others makes way for them anew.
      if (YIELDING.has(lane) && pausedUntil !== null) pausedUntil = performance.now() + LONGEST_PAUSE_MS;
      return waiting;
    }
    return undefined;
  };
  /** Until something changes, or the pause is over. */
  const rest = async (): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    wake = resolve;
    const timer = setTimeout(resolve, Math.max(0, pausedUntil! - performance.now()));
    await promise;
    clearTimeout(timer);
  };

  const loop = async () => {
    looping = true;
    // A run of the model blocks this thread, so messages (a cancel, a new question) are let in before each one.
    for (await letMessagesIn(); ; await letMessagesIn()) {
      const waiting = next();
      if (waiting === undefined) {
        if (LANES.every((lane) => queues[lane].length === 0)) break;
        if (isPaused()) await rest();
      } else if (waiting.signal.aborted) waiting.drop();
      else await waiting.run();
    }
    looping = false;
  };

  return {
    run(lane, step, signal) {
      return new Promise((resolve, reject) => {
        const stop = () => wake?.();
        signal.addEventListener('abort', stop, { once: true });
        queues[lane].push({
          signal,
          async run() {
            signal.removeEventListener('abort', stop);
            await step().then(resolve, reject);
          },
          drop: () => reject(new AppError('cancelled', 'The answer was stopped.')),
        });
        if (looping) wake?.();
        else void loop();
      });
    },
    makeWay(busy) {
      pausedUntil = busy ? (pausedUntil ?? performance.now() + LONGEST_PAUSE_MS) : null;
      wake?.();
    },
  };
}

function letMessagesIn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
