import { meterLevel } from './meterLevel.ts';
import { SAMPLE_RATE } from './sampleRate.ts';

/** Levels that are kept: what a meter of bars shows. */
export const BARS = 7;
/** Samples of one level: a tenth of a second. */
const STRETCH = SAMPLE_RATE / 10;

/** The last levels of what comes in, for a meter; outside of the stores, for they change ten times a second. */
export interface Levels {
  /** newest last, each 0 to 1; another array whenever they change */
  readonly read: () => readonly number[];
  push(samples: Float32Array): void;
  reset(): void;
  readonly subscribe: (changed: () => void) => () => void;
}

const NOTHING: readonly number[] = Array.from({ length: BARS }, () => 0);

export function createLevels(): Levels {
  const watchers = new Set<() => void>();
  let levels = NOTHING;
  let peak = 0;
  let heard = 0;
  const set = (next: readonly number[]): void => {
    levels = next;
    for (const changed of watchers) changed();
  };
  return {
    read: () => levels,
    push(samples) {
      for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
      heard += samples.length;
      if (heard < STRETCH) return;
      set([...levels.slice(1), meterLevel(levels[BARS - 1] ?? 0, peak, heard / SAMPLE_RATE)]);
      peak = 0;
      heard = 0;
    },
    reset() {
      peak = 0;
      heard = 0;
      set(NOTHING);
    },
    subscribe(changed) {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
  };
}
