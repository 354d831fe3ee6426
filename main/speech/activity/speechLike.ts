import { SAMPLE_RATE } from './activityFormat.ts';

/** Resonances of four vowels, Hz (Peterson and Barney 1952, averages of men: hawed, heed, hod, had; rounded). */
const VOWELS = [
  [730, 1_090, 2_440],
  [270, 2_290, 3_010],
  [570, 840, 2_410],
  [530, 1_840, 2_480],
] as const;
const BANDWIDTHS = [80, 100, 140] as const;
/** Hz */
const PITCH = 120;
const SYLLABLES_PER_SECOND = 4;

/**
 * A second of sound that every voice activity model must take for speech: a buzzing voice whose pitch wavers, through
 * the resonances of four vowels, a syllable each. 16 kHz, largest 0.5.
 */
export function speechLike(): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(SAMPLE_RATE);
  let phase = 0;
  for (let at = 0; at < samples.length; at++) {
    phase += (PITCH * (1 + 0.15 * Math.sin((2 * Math.PI * 1.3 * at) / SAMPLE_RATE))) / SAMPLE_RATE;
    if (phase < 1) continue;
    phase -= 1;
    samples[at] = 1;
  }
  for (const formant of [0, 1, 2] as const) resonate(samples, formant);
  let largest = 0;
  for (let at = 0; at < samples.length; at++) {
    const swell = Math.sin((2 * Math.PI * SYLLABLES_PER_SECOND * at) / SAMPLE_RATE);
    samples[at] = (samples[at] ?? 0) * (0.35 + 0.65 * Math.sqrt(Math.max(0, swell)));
    largest = Math.max(largest, Math.abs(samples[at] ?? 0));
  }
  return samples.map((sample) => (0.5 * sample) / largest);
}

/** A resonator (Klatt 1980, section I.B) that glides from vowel to vowel, in place. */
function resonate(samples: Float32Array, formant: 0 | 1 | 2): void {
  const radius = Math.exp((-Math.PI * BANDWIDTHS[formant]) / SAMPLE_RATE);
  let last = 0;
  let before = 0;
  for (let at = 0; at < samples.length; at++) {
    const place = (at * SYLLABLES_PER_SECOND) / SAMPLE_RATE;
    const vowel = VOWELS[Math.floor(place) % VOWELS.length] ?? VOWELS[0];
    const next = VOWELS[Math.ceil(place + 1e-9) % VOWELS.length] ?? VOWELS[0];
    const glide = Math.max(0, ((place % 1) - 0.6) / 0.4);
    const frequency = vowel[formant] * (1 - glide) + next[formant] * glide;
    const turn = 2 * radius * Math.cos((2 * Math.PI * frequency) / SAMPLE_RATE);
    const out = (1 - radius) * (samples[at] ?? 0) + turn * last - radius * radius * before;
    before = last;
    last = out;
    samples[at] = out;
  }
}
