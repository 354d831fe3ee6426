/** The bytes of float32 numbers as they cross to the store: little-endian, as every processor here has them. */
export function bytesOfVector(vector: Float32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(vector.byteLength);
  bytes.set(new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength));
  return bytes;
}
