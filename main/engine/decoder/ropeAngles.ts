import type { CompiledModel } from '../../../native-models/CompiledModel.ts';

/**
 * cos and sin of the rope angles of each position, [positions, headDim / 2], times the attention factor.
 * The angles are float64: a float32 one would be off by a hundredth of a turn at a position of a million.
 */
export function ropeAngles(rope: CompiledModel['rope'], positions: Float64Array): { cos: Float32Array; sin: Float32Array } {
  const pairs = rope.inverseFrequencies.length;
  const cos = new Float32Array(positions.length * pairs);
  const sin = new Float32Array(positions.length * pairs);
  for (let row = 0; row < positions.length; row++) {
    for (let pair = 0; pair < pairs; pair++) {
      const angle = positions[row]! * rope.inverseFrequencies[pair]!;
      cos[row * pairs + pair] = Math.cos(angle) * rope.attentionFactor;
      sin[row * pairs + pair] = Math.sin(angle) * rope.attentionFactor;
    }
  }
  return { cos, sin };
}
