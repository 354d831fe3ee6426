/** The longest head of a frame: two bytes of beginning, two of format, seven of its number, four of sizes, and its check. */
export const FLAC_HEAD = 16;

/** The number of a frame, or of its first sample, at a place where one begins; null where none does (RFC 9639, section 9.1). */
export function flacHeader(bytes: Uint8Array, at: number): { readonly number: number } | null {
  if (at + FLAC_HEAD > bytes.length) return null;
  if (bytes[at] !== 0xff || (bytes[at + 1]! & 0xfe) !== 0xf8) return null;
  const [size, rate] = [bytes[at + 2]! >> 4, bytes[at + 2]! & 15];
  const [channels, bits] = [bytes[at + 3]! >> 4, (bytes[at + 3]! >> 1) & 7];
  if (size === 0 || rate === 15 || channels > 10 || bits === 3 || (bytes[at + 3]! & 1) !== 0) return null;
  const first = bytes[at + 4]!;
  const length = first < 0x80 ? 1 : Math.clz32(~(first << 24));
  if (length > 7 || (first >= 0x80 && length < 2)) return null;
  let number = first < 0x80 ? first : first & (0x7f >> length);
  for (let index = 1; index < length; index++) {
    const byte = bytes[at + 4 + index]!;
    if ((byte & 0xc0) !== 0x80) return null;
    number = number * 64 + (byte & 0x3f);
  }
  const end = at + 4 + length + (size === 6 ? 1 : size === 7 ? 2 : 0) + (rate === 12 ? 1 : rate === 13 || rate === 14 ? 2 : 0);
  return crc8(bytes, at, end) === bytes[end] ? { number } : null;
}

/** With the polynomial x⁸ + x² + x + 1. */
function crc8(bytes: Uint8Array, from: number, to: number): number {
  let crc = 0;
  for (let at = from; at < to; at++) {
    crc ^= bytes[at]!;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x80 ? ((crc << 1) ^ 7) & 0xff : crc << 1;
  }
  return crc;
}
