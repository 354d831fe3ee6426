import { rotateLayers } from './rotateLayers.ts';

/**
 * Turns keys that stand at one position into the same keys at another, `shift` positions further on: the rotations of
 * RoPE form a group, R(a + b) = R(b) R(a). Halves are paired (`i` with `i + headDim / 2`), as in the llama family.
 *
 * Angles are float64, so the shift may be millions. A scaling of attention (yarn multiplies cos and sin by it) is a
 * property of the keys as they were first made; it is not part of the rotation and does not enter here.
 *
 * @param keys `[heads, headDim]` of one slot, head after head; not changed
 * @param inverseFrequencies `[headDim / 2]`, radians per position
 * @returns new `[heads, headDim]`
 */
export function rotateKeys(keys: Float32Array, shift: number, inverseFrequencies: readonly number[]): Float32Array {
  return rotateLayers([keys], shift, inverseFrequencies)[0]!;
}
