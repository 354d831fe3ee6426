/** A copy of float32 numbers that stand anywhere in `bytes`. @throws RangeError when one is not finite */
export function readFloats(bytes: Uint8Array, at: number, count: number): Float32Array {
  const floats = new Float32Array(count);
  new Uint8Array(floats.buffer).set(bytes.subarray(at, at + 4 * count));
  if (!floats.every(Number.isFinite)) throw new RangeError('A row is not of finite numbers.');
  return floats;
}
