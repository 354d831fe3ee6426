import { bytesOfBase64 } from '../../app/captions/bytesOfBase64.ts';

/** Sound as it crosses the contract (int16 little-endian, as base64) as numbers from -1 to 1. Throws `bad-request` for what is none. */
export function decodeSamples(text: string): Float32Array<ArrayBuffer> {
  const bytes = bytesOfBase64(text);
  const view = new DataView(bytes.buffer);
  return Float32Array.from({ length: bytes.length >> 1 }, (_, index) => view.getInt16(2 * index, true) / 32_768);
}
