/**
 * Levels as `MatMulNBits` stores them: unsigned, the middle of the range standing for zero; of 4 bits two to a byte,
 * the even element in the low nibble (onnxruntime ContribOperators.md, MatMulNBits).
 */
export function packLevels(levels: Int8Array, bits: 4 | 8): Uint8Array {
  if (bits === 8) return Uint8Array.from(levels, (level) => level + 128);
  const out = new Uint8Array(levels.length / 2);
  for (let i = 0; i < out.length; i++) out[i] = (levels[2 * i]! + 8) | ((levels[2 * i + 1]! + 8) << 4);
  return out;
}
