/** Samples between -1 and 1 as int16, little-endian; what is louder is cut, what is no number is silence. */
export function int16Of(samples: Float32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(2 * samples.length);
  const view = new DataView(bytes.buffer);
  for (const [at, sample] of samples.entries()) {
    view.setInt16(2 * at, Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_767))) || 0, true);
  }
  return bytes;
}
