/** What is this much quieter than the loudest sample is silence. */
const QUIET = 0.02;
/** Loudness of a person near the microphone: root mean square, of 32,768. */
export const SPOKEN_LEVEL = 2_000;

/** A sound without the silence around it, as loud as a person near the microphone. */
export function trimmed(samples: Float32Array): Float32Array {
  const loudest = samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const isLoud = (value: number): boolean => Math.abs(value) > QUIET * loudest;
  const sound = samples.slice(Math.max(0, samples.findIndex(isLoud)), samples.findLastIndex(isLoud) + 1);
  const power = sound.reduce((sum, value) => sum + value ** 2, 0) / Math.max(1, sound.length);
  const gain = power === 0 ? 0 : SPOKEN_LEVEL / Math.sqrt(power);
  return sound.map((value) => value * gain);
}
