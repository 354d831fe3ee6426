import { AppError } from '../../app/contract/AppError.ts';
import { SAMPLE_RATE } from './sampleRate.ts';
import type { SoundPiece } from './SoundPiece.ts';

/** Most sound that waits for the host, in samples: ten seconds. */
export const MAX_WAITING = 10 * SAMPLE_RATE;
/**
 * A file waits while more than this does, in samples: with less than a call holds, a long file is as slow as the way to the
 * host and back is on a crowded machine.
 */
const ENOUGH = 5 * SAMPLE_RATE;
/** What has piled up goes over together, up to this many samples: a host that was busy for a moment is caught up with. */
const MAX_TOGETHER = 4 * SAMPLE_RATE;

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
    const together = joined(queue);
    if (!together) return;
    try {
      await send(together.piece);
    } catch (error) {
      const problem = AppError.fromValue(AppError.toValue(error));
      if (problem.code === 'closed') return pause();
      if (!closed) onRefused(problem);
      return close();
    }
    if (closed) return;
    queue.splice(0, together.count);
    waiting -= together.piece.samples.length;
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

/** The first pieces of a queue that follow each other without a gap, as one. */
function joined(queue: readonly SoundPiece[]): { piece: SoundPiece; count: number } | null {
  const [first] = queue;
  if (!first) return null;
  let [count, length] = [1, first.samples.length];
  for (const { at, samples } of queue.slice(1)) {
    if (at !== first.at + length || length + samples.length > MAX_TOGETHER) break;
    length += samples.length;
    count++;
  }
  if (count === 1) return { piece: first, count };
  const samples = new Int16Array(length);
  for (const piece of queue.slice(0, count)) samples.set(piece.samples, piece.at - first.at);
  return { piece: { at: first.at, samples }, count };
}
