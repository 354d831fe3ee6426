import { SAMPLE_RATE } from '../../../../main/hearing/spectrogram/logMel.ts';
import { seededRandom } from '../../../../app/testing/seededRandom.test-helper.ts';
import { trimmed } from './trimmed.ts';

export type Noise = 'cough' | 'clap' | 'door' | 'keys' | 'throat';

/** A noise of a room, from noise through resonances; the same seed gives the same one. As loud as a person speaks. */
export function noiseOf(kind: Noise, seed: number): Float32Array {
  const random = seededRandom(seed);
  return trimmed(makers[kind](() => 2 * random() - 1));
}

type Random = () => number;

const makers: Readonly<Record<Noise, (random: Random) => Float32Array>> = {
  // The glottis bursts open, then air flows through an open mouth; twice, the second time weaker.
  cough: (random) => {
    const once = (gain: number) => shaped(random, 0.32, (t) => gain * (t < 0.05 ? 1 : 0.45 * Math.exp(-(t - 0.05) / 0.09)), [[600, 180], [1_400, 300], [2_700, 600]]);
    return joined([once(1), silence(0.12), once(0.6)]);
  },
  clap: (random) => shaped(random, 0.12, (t) => Math.exp(-t / 0.012), [[1_100, 500], [2_300, 900]]),
  door: (random) => joined([shaped(random, 0.35, (t) => Math.exp(-t / 0.08), [[95, 30], [210, 60], [800, 400]]), silence(0.08), shaped(random, 0.05, (t) => 0.3 * Math.exp(-t / 0.01), [[1_800, 500]])]),
  keys: (random) => joined(Array.from({ length: 9 }, () => [shaped(random, 0.03, (t) => Math.exp(-t / 0.005), [[2_800, 900]]), silence(0.09 + 0.06 * random())]).flat()),
  // Clearing one's throat: noise that a rough, slow voice opens and closes.
  throat: (random) => shaped(random, 0.55, (t) => (0.4 + 0.6 * Math.max(0, Math.sin(2 * Math.PI * 55 * t))) * Math.min(1, t / 0.05) * Math.min(1, (0.55 - t) / 0.15), [[450, 150], [1_100, 250]]),
};

/** White noise under an envelope, through two-pole resonances of these frequencies and widths, in Hz. */
function shaped(random: Random, seconds: number, envelope: (t: number) => number, resonances: readonly (readonly [number, number])[]): Float32Array {
  const white = Float32Array.from({ length: Math.round(seconds * SAMPLE_RATE) }, (_, at) => random() * envelope(at / SAMPLE_RATE));
  const sum = new Float32Array(white.length);
  for (const [frequency, width] of resonances) {
    const radius = Math.exp((-Math.PI * width) / SAMPLE_RATE);
    const [a, b] = [2 * radius * Math.cos((2 * Math.PI * frequency) / SAMPLE_RATE), -(radius ** 2)];
    let [one, two] = [0, 0];
    for (const [at, value] of white.entries()) {
      const next = (1 - radius) * value + a * one + b * two;
      [two, one] = [one, next];
      sum[at]! += next;
    }
  }
  return sum;
}

const silence = (seconds: number): Float32Array => new Float32Array(Math.round(Math.max(0, seconds) * SAMPLE_RATE));

function joined(parts: readonly Float32Array[]): Float32Array {
  return Float32Array.from(parts.flatMap((part) => [...part]));
}
