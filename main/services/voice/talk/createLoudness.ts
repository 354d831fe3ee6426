/** Samples whose energy is kept as one number, and how many of these: half a minute. */
const FRAME = 512;
const FRAMES = 1_024;
/** How loud something is is told by its loudest quarter of a second: pauses and weak sounds make nobody quieter. */
const WINDOW = 8;
const FULL = 32_768;

/** How loud a sound was in its last half minute. */
export interface Loudness {
  /** The next samples, from sample `at` on: int16 little-endian. */
  push(at: number, samples: Uint8Array): void;
  /** The loudest quarter of a second between two samples, in decibels of full scale; null where nothing is known of it. */
  between(from: number, to: number): number | null;
}

export function createLoudness(): Loudness {
  const energies = new Float64Array(FRAMES);
  /** which frame a place holds */
  const frames = new Float64Array(FRAMES).fill(-1);
  const energyOf = (frame: number): number => (frames[frame % FRAMES] === frame ? (energies[frame % FRAMES] ?? 0) : 0);
  return {
    push(at, samples) {
      const view = new DataView(samples.buffer, samples.byteOffset, samples.byteLength);
      for (let index = 0; 2 * index + 1 < samples.length; index++) {
        const frame = Math.floor((at + index) / FRAME);
        const place = frame % FRAMES;
        if (frames[place] !== frame) energies[place] = 0;
        frames[place] = frame;
        energies[place] = (energies[place] ?? 0) + (view.getInt16(2 * index, true) / FULL) ** 2;
      }
    },
    between(from, to) {
      const [first, last] = [Math.floor(from / FRAME), Math.floor(to / FRAME)];
      let loudest = 0;
      for (let frame = Math.max(0, first); frame <= last; frame++) {
        let sum = 0;
        for (let before = 0; before < WINDOW; before++) sum += frame - before >= 0 ? energyOf(frame - before) : 0;
        loudest = Math.max(loudest, sum / (WINDOW * FRAME));
      }
      return loudest === 0 ? null : 10 * Math.log10(loudest);
    },
  };
}
