import { AppError } from '../../../app/contract/AppError.ts';

/** Who goes first when several wait for the device; `question`: short work that an answer waits for. */
export const LANES = ['answer', 'question', 'prefill', 'background'] as const;
export type Lane = (typeof LANES)[number];

/** The one loop that owns the device. */
export interface Scheduler {
  /**
   * Waits for the lane's turn, runs one step to its end, and gives its result. Steps of one lane run in the order in
   * which they came. A step that has begun is never interrupted; one that waits is dropped when `signal` aborts.
   *
   * @throws AppError `cancelled` when `signal` aborted before the step began; whatever the step throws
   */
  run<T>(lane: Lane, step: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

interface Waiting {
  readonly signal: AbortSignal;
  run(): Promise<void>;
  drop(): void;
}

export function createScheduler(): Scheduler {
  const queues: Record<Lane, Waiting[]> = { answer: [], question: [], prefill: [], background: [] };
  let looping = false;

  const next = () => LANES.map((lane) => queues[lane]).find((queue) => queue.length > 0)?.shift();

  const loop = async () => {
    looping = true;
    // A run of the model blocks this thread, so messages (a cancel, a new question) are let in before each one.
    for (await letMessagesIn(); ; await letMessagesIn()) {
      const waiting = next();
      if (waiting === undefined) break;
      if (waiting.signal.aborted) waiting.drop();
      else await waiting.run();
    }
    looping = false;
  };

  return {
    run(lane, step, signal) {
      return new Promise((resolve, reject) => {
        queues[lane].push({
          signal,
          run: () => step().then(resolve, reject),
          drop: () => reject(new AppError('cancelled', 'The answer was stopped.')),
        });
        if (!looping) void loop();
      });
    },
  };
}

function letMessagesIn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
