import { MAX_CREDITS } from './wire.ts';

/** A stream being produced. */
export interface RunningStream {
  grant(credits: number): void;
  /** Aborts the producer's signal and ends its iterator. Nothing is sent afterwards. */
  cancel(): void;
  /** Fulfilled when the producer has really stopped. */
  readonly stopped: Promise<void>;
}

/** Where the items of a stream go. `item` throws when an item cannot be sent, which ends the stream. */
export interface StreamSink {
  item(value: unknown): void;
  end(): void;
  fail(error: unknown): void;
}

/** Pulls from `source` while the consumer has credit, one item for one credit, until it ends, fails or is cancelled. */
export function runStream(
  source: (signal: AbortSignal) => AsyncIterable<unknown>,
  credits: number,
  sink: StreamSink,
): RunningStream {
  const abort = new AbortController();
  let credit = credits;
  let wake: (() => void) | null = null;
  let iterator: AsyncIterator<unknown> | null = null;

  const leave = () => {
    // A producer that fails while it is told to stop has nobody left to tell.
    void Promise.resolve(iterator?.return?.()).catch(() => {});
  };

  const pump = async () => {
    try {
      iterator = source(abort.signal)[Symbol.asyncIterator]();
      while (!abort.signal.aborted) {
        if (credit === 0) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
          continue;
        }
        const step = await iterator.next();
        if (abort.signal.aborted) break;
        if (step.done === true) {
          sink.end();
          return;
        }
        credit -= 1;
        sink.item(step.value);
      }
    } catch (error) {
      if (!abort.signal.aborted) {
        abort.abort();
        sink.fail(error);
        leave();
      }
    }
  };

  return {
    grant(more) {
      credit = Math.min(credit + more, MAX_CREDITS);
      wake?.();
    },
    cancel() {
      if (abort.signal.aborted) return;
      abort.abort();
      wake?.();
      leave();
    },
    stopped: pump(),
  };
}
