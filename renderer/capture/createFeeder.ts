import { AppError } from '../../app/contract/AppError.ts';
import { SAMPLE_RATE } from './sampleRate.ts';
import type { SoundPiece } from './SoundPiece.ts';

/** Most sound that waits for the host, in samples: ten seconds. */
export const MAX_WAITING = 10 * SAMPLE_RATE;
/** A file waits while this much does, in samples: two seconds. */
const ENOUGH = 2 * SAMPLE_RATE;

export interface Feeder {
  /** Queues a piece. False when there was no room: it is left out, which makes a gap. */
  push(piece: SoundPiece): boolean;
  /** Resolves when a source that can wait may go on. */
  room(): Promise<void>;
  /** Resolves when all that was queued has been handed over, or left out because that failed. */
  drained(): Promise<void>;
  /** Drops what waits. */
  close(): void;
}

/**
 * Hands pieces of sound to the host one after another, in their order. What cannot be handed over is tried again as
 * long as the connection may come back; an answer that refuses is final.
 *
 * @param send one piece; rejects with `closed` while there is no connection
 * @param onRefused the host wants no more of this
 * @param pause waits before the next attempt
 */
export function createFeeder(
  send: (piece: SoundPiece) => Promise<void>,
  onRefused: (error: AppError) => void,
  pause: () => Promise<void>,
): Feeder {
  let queue: SoundPiece[] = [];
  let waiting = 0;
  let closed = false;
  let running = false;
  let watchers: { most: number; resolve: () => void }[] = [];

  const tell = (): void => {
    const ready = watchers.filter(({ most }) => closed || waiting <= most);
    watchers = watchers.filter((watcher) => !ready.includes(watcher));
    for (const { resolve } of ready) resolve();
  };
  const close = (): void => {
    closed = true;
    queue = [];
    waiting = 0;
    tell();
  };
  const sendFirst = async (): Promise<void> => {
    const [piece] = queue;
    if (!piece) return;
    try {
      await send(piece);
    } catch (error) {
      const problem = AppError.fromValue(AppError.toValue(error));
      if (problem.code === 'closed') return pause();
      if (!closed) onRefused(problem);
      return close();
    }
    if (closed) return;
    queue.shift();
    waiting -= piece.samples.length;
    tell();
  };
  const run = async (): Promise<void> => {
    if (running) return;
    running = true;
    while (queue.length > 0) await sendFirst();
    running = false;
  };
  const until = (most: number): Promise<void> =>
    closed || waiting <= most ? Promise.resolve() : new Promise((resolve) => watchers.push({ most, resolve }));

  return {
    push(piece) {
      if (closed || waiting + piece.samples.length > MAX_WAITING) return false;
      queue.push(piece);
      waiting += piece.samples.length;
      void run();
      return true;
    },
    room: () => until(ENOUGH),
    drained: () => until(0),
    close,
  };
}
