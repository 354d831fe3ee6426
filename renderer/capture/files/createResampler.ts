import { SAMPLE_RATE } from '../sampleRate.ts';

/** Zero crossings of the filter on each side: what lies above half of the new rate is 60 dB down. */
const CROSSINGS = 10;
/** Where the filter begins to fall, as a share of half of the lower rate. */
const ROLL_OFF = 0.9;
const KAISER_BETA = 7;

/** Turns sound of one rate into sound of 16 kHz, as it comes. */
export interface Resampler {
  /** What can be told by now. */
  push(samples: Float32Array): Float32Array;
  /** The rest, at the end. */
  flush(): Float32Array;
}

/**
 * A resampler by a windowed sinc in as many phases as the two rates need (Smith, "Digital Audio Resampling"). It has no
 * delay: sample k of the result stands for the moment k / 16,000 s, and n samples give n × 16,000 / `from`, rounded up.
 *
 * @param from samples a second, a whole number
 */
export function createResampler(from: number): Resampler {
  const common = gcd(from, SAMPLE_RATE);
  const [down, up] = [from / common, SAMPLE_RATE / common];
  const cutoff = (ROLL_OFF * Math.min(from, SAMPLE_RATE)) / from;
  const half = Math.ceil(CROSSINGS / cutoff);
  const filters = Array.from({ length: up }, (_, phase) => filterOf(phase / up, half, cutoff));
  /** what is still needed; the next result stands between `half - 1` and `half`, `phase / up` of the way */
  let kept = new Float32Array(half - 1);
  let phase = 0;
  /** samples that came, and results that went */
  let [came, went] = [0, 0];

  const take = (samples: Float32Array, most: number): Float32Array => {
    const all = new Float32Array(kept.length + samples.length);
    all.set(kept);
    all.set(samples, kept.length);
    const results = new Float32Array(Math.min(most, Math.ceil((samples.length * up) / down) + 1));
    let [at, count] = [0, 0];
    while (count < results.length && at + 2 * half <= all.length) {
      const filter = filters[phase]!;
      let sum = 0;
      for (let i = 0; i < filter.length; i++) sum += filter[i]! * all[at + i]!;
      results[count++] = sum;
      phase += down;
      at += Math.floor(phase / up);
      phase %= up;
    }
    kept = all.slice(at);
    went += count;
    return results.subarray(0, count);
  };
  return {
    push(samples) {
      came += samples.length;
      if (from === SAMPLE_RATE) return samples;
      return take(samples, Infinity);
    },
    flush() {
      if (from === SAMPLE_RATE) return new Float32Array();
      const left = Math.ceil((came * up) / down) - went;
      return take(new Float32Array(2 * half + down), left);
    },
  };
}

/** Weights of the samples around a moment that lies `phase` of a sample behind the middle one. */
function filterOf(phase: number, half: number, cutoff: number): Float32Array {
  const weights = Float64Array.from({ length: 2 * half }, (_, i) => {
    const distance = i - (half - 1) - phase;
    const x = Math.PI * cutoff * distance;
    const sinc = x === 0 ? 1 : Math.sin(x) / x;
    return Math.abs(distance) >= half ? 0 : sinc * bessel(KAISER_BETA * Math.sqrt(1 - (distance / half) ** 2));
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return Float32Array.from(weights, (weight) => weight / sum);
}

/** The modified Bessel function of the first kind, of order zero. */
function bessel(x: number): number {
  let [sum, term] = [1, 1];
  for (let k = 1; term > 1e-12 * sum; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
