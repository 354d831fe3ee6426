import { base64OfBytes } from '../../app/captions/base64OfBytes.ts';

/** int16 samples as base64 of their little-endian bytes, as the host takes them. */
export function encodeSamples(samples: Int16Array): string {
  const bytes = new Uint8Array(samples.length * 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < samples.length; index++) view.setInt16(index * 2, samples[index] ?? 0, true);
  return base64OfBytes(bytes);
}
