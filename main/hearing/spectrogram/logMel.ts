import { createFft } from './createFft.ts';
import { melFilters, type MelFilter } from './melFilters.ts';

export const SAMPLE_RATE = 16_000;
/** samples between two frames: 10 ms */
export const HOP = 160;
const WINDOW = 400;
const LEAST_POWER = 1e-10;
/** What is this much below the loudest (in decades) is as silence. */
const RANGE = 8;

const fft = createFft(WINDOW);
const window = Float64Array.from({ length: WINDOW }, (_, at) => 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / WINDOW));
const filtersOf = new Map<number, ReturnType<typeof melFilters>>();

/**
 * Whisper's view of sound (Radford et al. 2022, section 2.2): the logarithm of the power in each of `bins` mel bands
 * around every 10 ms, cut off 8 decades below the loudest and brought to about -1 to 1.
 * `samples`: 16 kHz mono, -1 to 1, followed by silence up to `frames` frames (more samples are not looked at).
 * Result: [bins, frames], row-major. A frame is centred on its sample; before the first one the sound is mirrored.
 */
export function logMel(samples: Float32Array, frames: number, bins: number): Float32Array {
  let filters = filtersOf.get(bins);
  if (!filters) filtersOf.set(bins, (filters = melFilters(bins, SAMPLE_RATE, WINDOW)));
  const used = samples.subarray(0, frames * HOP);
  const result = new Float32Array(bins * frames).fill(Math.log10(LEAST_POWER));
  // A frame beyond this one sees nothing but the silence.
  const heard = Math.min(frames, Math.ceil((used.length + WINDOW / 2) / HOP));
  const [real, imaginary] = [new Float64Array(WINDOW), new Float64Array(WINDOW)];
  const [even, odd] = [new Float64Array(WINDOW / 2 + 1), new Float64Array(WINDOW / 2 + 1)];
  // Two frames are one transform: one as real, one as imaginary part.
  for (let frame = 0; frame < heard; frame += 2) {
    takeFrame(used, frame, frames, real);
    takeFrame(used, frame + 1, frames, imaginary);
    fft(real, imaginary);
    splitPowers(real, imaginary, even, odd);
    writeBands(even, filters, result, frame, frames);
    if (frame + 1 < heard) writeBands(odd, filters, result, frame + 1, frames);
  }
  let loudest = -Infinity;
  for (let at = 0; at < result.length; at++) loudest = Math.max(loudest, result[at]!);
  for (let at = 0; at < result.length; at++) result[at] = (Math.max(result[at]!, loudest - RANGE) + 4) / 4;
  return result;
}

/** One frame's column of the result: the power in each band. */
function writeBands(power: Float64Array, filters: readonly MelFilter[], result: Float32Array, frame: number, frames: number): void {
  for (let bin = 0; bin < filters.length; bin++) {
    const { first, weights } = filters[bin]!;
    let sum = 0;
    for (let at = 0; at < weights.length; at++) sum += weights[at]! * power[first + at]!;
    result[bin * frames + frame] = Math.log10(Math.max(sum, LEAST_POWER));
  }
}

/** The samples around a frame's centre, windowed. Both ends of the padded sound are mirrored. */
function takeFrame(samples: Float32Array, frame: number, frames: number, to: Float64Array): void {
  const start = frame * HOP - WINDOW / 2;
  const last = frames * HOP - 1;
  const isInside = start >= 0 && start + WINDOW <= samples.length;
  for (let at = 0; at < WINDOW; at++) {
    const place = Math.abs(start + at);
    const sample = isInside ? samples[place]! : (samples[place > last ? 2 * last - place : place] ?? 0);
    to[at] = sample * window[at]!;
  }
}

/** From the transform of `a + ib` the powers of a and b: their transforms are its even and odd parts. */
function splitPowers(real: Float64Array, imaginary: Float64Array, first: Float64Array, second: Float64Array): void {
  for (let bin = 0; bin <= WINDOW / 2; bin++) {
    const mirror = (WINDOW - bin) % WINDOW;
    const realSum = real[bin]! + real[mirror]!;
    const realDifference = real[bin]! - real[mirror]!;
    const imaginarySum = imaginary[bin]! + imaginary[mirror]!;
    const imaginaryDifference = imaginary[bin]! - imaginary[mirror]!;
    first[bin] = (realSum ** 2 + imaginaryDifference ** 2) / 4;
    second[bin] = (imaginarySum ** 2 + realDifference ** 2) / 4;
  }
}
