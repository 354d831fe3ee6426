import { EMPTY_QUEUE } from './PlayQueue.ts';
import { queueSound } from './queueSound.ts';
import { wantsSound } from './wantsSound.ts';

/** Plays sounds one after the other. */
export interface Playout {
  /** Plays a sound behind the others; samples from -1 to 1, one channel. */
  play(samples: Float32Array<ArrayBuffer>, sampleRate: number): void;
  /** Resolves when the next sound should be asked for; when it was stopped, too. */
  whenWanted(): Promise<void>;
  /** Resolves when all sounds were heard; when it was stopped, too. */
  whenHeard(): Promise<void>;
  /** Falls silent at once, for good, and closes the context. */
  stop(): void;
}

/** A sound that begins is looked at this often. */
const LOOK_MS = 100;

export function createPlayout(context: AudioContext): Playout {
  let queue = EMPTY_QUEUE;
  let stopped = false;
  const waiting = new Set<() => void>();

  /** Resolves when `isTrue`, looked at while time goes by, or when it was stopped. */
  const until = (isTrue: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!stopped && !isTrue()) return;
        clearInterval(timer);
        waiting.delete(look);
        resolve();
      };
      const timer = setInterval(look, LOOK_MS);
      waiting.add(look);
      look();
    });
  return {
    play(samples, sampleRate) {
      if (stopped || samples.length === 0) return;
      const buffer = context.createBuffer(1, samples.length, sampleRate);
      buffer.copyToChannel(samples, 0);
      const source = context.createBufferSource();
      source.buffer = buffer;
      source.connect(context.destination);
      const placed = queueSound(queue, context.currentTime, samples.length / sampleRate);
      queue = placed.queue;
      source.start(placed.at);
    },
    whenWanted: () => until(() => wantsSound(queue, context.currentTime)),
    whenHeard: () => until(() => context.currentTime >= queue.end),
    stop() {
      if (stopped) return;
      stopped = true;
      for (const look of waiting) look();
      void context.close().catch(() => undefined);
    },
  };
}
