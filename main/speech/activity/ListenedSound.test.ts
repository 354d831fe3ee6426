import { beforeEach, describe, expect, it } from 'vitest';
import type { ActivityDetector } from './ActivityDetector.ts';
import { SAMPLE_RATE, WINDOW } from './activityFormat.ts';
import { ListenedSound, MAX_STRETCH_SECONDS, type Stretch } from './ListenedSound.ts';

/** Windows of silence that end speech. */
const PATIENCE = 10;

/** A detector that takes what is loud for speech: the cutting is tried here, the model elsewhere. */
class LoudnessDetector implements ActivityDetector {
  windows = 0;
  resets = 0;
  #quiet = PATIENCE;
  #ended: number | null = null;

  accept(window: Float32Array): boolean {
    expect(window).toHaveLength(WINDOW);
    const before = this.#quiet;
    this.windows++;
    this.#quiet = window.some((sample) => sample > 0.1) ? 0 : this.#quiet + 1;
    if (before === PATIENCE - 1 && this.#quiet === PATIENCE) this.#ended = (this.windows - PATIENCE) * WINDOW;
    return this.#quiet < PATIENCE;
  }
  endOfSpeech(): number | null {
    const ended = this.#ended;
    this.#ended = null;
    return ended;
  }
  reset(): void {
    this.windows = 0;
    this.resets++;
    this.#quiet = PATIENCE;
    this.#ended = null;
  }
}

let detector: LoudnessDetector;
let sound: ListenedSound;
beforeEach(() => {
  detector = new LoudnessDetector();
  sound = new ListenedSound(detector);
});

/** Seconds of sound, loud between these times. */
function made(seconds: number, ...loud: [from: number, to: number][]): Float32Array {
  return Float32Array.from({ length: seconds * SAMPLE_RATE }, (_, at) =>
    loud.some(([from, to]) => at >= from * SAMPLE_RATE && at < to * SAMPLE_RATE) ? 0.5 : 0,
  );
}

/** Feeds a sound in pieces; what ended, and what goes on at the end. */
function feed(samples: Float32Array, piece: number, start = 0): Stretch[] {
  const ended: Stretch[] = [];
  let open: Stretch[] = [];
  for (let at = 0; at < samples.length; at += piece) {
    const heard = sound.hear(start + at, samples.subarray(at, at + piece));
    ended.push(...heard.filter(({ to }) => to !== null));
    open = heard.filter(({ to }) => to === null);
  }
  return [...ended, ...open];
}

describe('ListenedSound', () => {
  it.each([1, 160, 512, 1_000, 16_000, 64_000])('finds the same speech in pieces of %i samples', (piece) => {
    const heard = feed(made(4, [1, 1.5], [2.5, 3]), piece);
    expect(heard).toHaveLength(2);
    for (const [index, { from, to }] of heard.entries()) {
      const [begin, end] = index === 0 ? [16_000, 24_000] : [40_000, 48_000];
      expect(from).toBeGreaterThan(begin - 5_000);
      expect(from).toBeLessThanOrEqual(begin);
      expect(to).toBeGreaterThanOrEqual(end);
      expect(to).toBeLessThan(end + 3_000);
    }
    expect(heard).toEqual(new ListenedSound(new LoudnessDetector()).hear(0, made(4, [1, 1.5], [2.5, 3])));
  });

  it('tells of speech that goes on, with the same beginning until it ends', () => {
    const samples = made(3, [0.5, 2]);
    const heard = [0, 1, 2].map((second) => sound.hear(second * SAMPLE_RATE, samples.subarray(second * SAMPLE_RATE, (second + 1) * SAMPLE_RATE)));
    const from = heard[0]?.[0]?.from;
    expect(heard[0]).toEqual([{ from, to: null }]);
    expect(heard[1]).toEqual([{ from, to: null }]);
    expect(heard[2]).toEqual([{ from, to: expect.any(Number) as number }]);
  });

  it('begins nothing before the sound begins', () => {
    expect(sound.hear(8_000, made(1, [0, 1]))).toEqual([{ from: 8_000, to: null }]);
  });

  it('ends speech at a gap, and forgets what it heard before', () => {
    sound.hear(0, made(1, [0.5, 1]));
    const [ended, open] = sound.hear(48_000, made(1, [0, 1]));
    expect(ended?.to).toBe(16_000);
    expect(open).toEqual({ from: 48_000, to: null });
    // Once at the beginning, once at the gap.
    expect(detector.resets).toBe(2);
    expect(sound.hear(64_000, made(1))).toEqual([{ from: 48_000, to: expect.any(Number) as number }]);
    expect(detector.resets).toBe(2);
  });

  it('joins pieces whose windows do not fit', () => {
    sound.hear(0, new Float32Array(100));
    sound.hear(100, new Float32Array(WINDOW));
    expect(detector.windows).toBe(1);
    sound.hear(100 + WINDOW, new Float32Array(WINDOW - 100));
    expect(detector.windows).toBe(2);
  });

  it('lets two stretches never overlap, though both are padded', () => {
    const heard = feed(made(3, [0.5, 1], [1.35, 1.6]), 512);
    expect(heard).toHaveLength(2);
    expect(heard[1]?.from).toBeGreaterThanOrEqual(heard[0]?.to ?? Infinity);
  });

  it('cuts speech without a pause, and loses none of it', () => {
    const seconds = 2 * MAX_STRETCH_SECONDS + 10;
    const heard = feed(made(seconds, [0, seconds]), 16_000);
    expect(heard.map(({ from }) => from)).toEqual([0, heard[0]?.to, heard[1]?.to]);
    expect(heard.at(-1)?.to).toBeNull();
    for (const { from, to } of heard.slice(0, -1)) expect((to ?? 0) - from).toBeLessThan((MAX_STRETCH_SECONDS + 1) * SAMPLE_RATE);
  });
});
