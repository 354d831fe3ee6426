import { SAMPLE_RATE } from '../../../main/hearing/spectrogram/logMel.ts';
import { seededRandom } from '../../../app/testing/seededRandom.test-helper.ts';

export interface Room {
  /** seconds until an echo has faded by 60 dB; 0: no echo */
  readonly reverberation: number;
  /** how much louder the speech is than the noise, in decibels */
  readonly signalToNoise: number;
}

/** Energy of the echo against the direct sound. */
const ECHO = 0.25;
/** Loudness of what leaves the room: a root mean square of 0.06 of full scale. */
const LEVEL = 2_000;

/**
 * Speech as a microphone in a room hears it: convolved with a direct pulse and a tail of noise that decays, then noise
 * with the falling spectrum of a room added. The same seed gives the same room.
 */
export function inRoom(speech: Float32Array, { reverberation, signalToNoise }: Room, seed: number): Int16Array {
  const random = seededRandom(seed);
  const noise = () => random() + random() + random() - 1.5;
  const wet = reverberation > 0 ? convolved(speech, tail(reverberation, noise)) : speech;
  let power = 0;
  for (const value of wet) power += value ** 2;
  const speechLevel = Math.sqrt(power / wet.length);
  // A random walk that forgets: its spectrum falls by 6 dB an octave above 200 Hz.
  let state = 0;
  const hiss = Float32Array.from(wet, () => (state = 0.92 * state + noise()));
  let hissPower = 0;
  for (const value of hiss) hissPower += value ** 2;
  const gain = (speechLevel * 10 ** (-signalToNoise / 20)) / Math.sqrt(hissPower / hiss.length);
  const loudness = LEVEL / speechLevel;
  return Int16Array.from(wet, (value, at) =>
    Math.max(-32_768, Math.min(32_767, Math.round((value + gain * hiss[at]!) * loudness))),
  );
}

/** The answer of the room to a click: the click, then from 5 ms on noise that decays. */
function tail(reverberation: number, noise: () => number): Float32Array {
  const answer = new Float32Array(Math.ceil(reverberation * SAMPLE_RATE));
  const first = Math.round(0.005 * SAMPLE_RATE);
  let power = 0;
  for (let at = first; at < answer.length; at++) {
    // One of ten is enough for the ear (velvet noise, Välimäki et al. 2012), and ten times quicker.
    if (at % 10 !== 0) continue;
    answer[at + Math.round(3 * noise())] = (noise() > 0 ? 1 : -1) * 10 ** ((-3 * at) / answer.length);
  }
  for (const value of answer) power += value ** 2;
  const gain = Math.sqrt(ECHO / power);
  for (let at = first; at < answer.length; at++) answer[at]! *= gain;
  answer[0] = 1;
  return answer;
}

function convolved(samples: Float32Array, answer: Float32Array): Float32Array {
  const result = new Float32Array(samples.length);
  for (let delay = 0; delay < answer.length; delay++) {
    const factor = answer[delay]!;
    if (factor === 0) continue;
    for (let at = delay; at < samples.length; at++) result[at]! += factor * samples[at - delay]!;
  }
  return result;
}
