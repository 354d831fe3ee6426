import { crc32 } from 'node:zlib';

/**
 * `rows`: slots as the cache stores them. `first`: slots that were re-anchored, with their keys as first made, in
 * float32. `mark`: a state of the conversation, of which all rows stand before it.
 */
export const SECTION_KINDS = ['rows', 'first', 'mark'] as const;
export type SectionKind = (typeof SECTION_KINDS)[number];

/** Slots of one section: a chunk is copied out of the cache without a pause. */
export const SECTION_SLOTS = 32;
/** Bytes of a mark: the texts and tokens of the turns in the cache. What needs more is not kept. */
export const MAX_MARK_BYTES = 16 * 2 ** 20;
/** kind, payload bytes, crc32 of the payload, crc32 of these */
export const SECTION_HEADER_BYTES = 16;

/**
 * A section as it stands in a file, header and payload. Both checksums begin with the file's nonce and the place in the
 * file: bytes that were left over, or copied from elsewhere, do not pass.
 */
export function sealSection(kind: SectionKind, payload: Uint8Array, nonce: Uint8Array, offset: number): Buffer {
  const section = Buffer.allocUnsafe(SECTION_HEADER_BYTES + payload.length);
  const seal = sealAt(nonce, offset);
  section.writeUInt32LE(SECTION_KINDS.indexOf(kind) + 1, 0);
  section.writeUInt32LE(payload.length, 4);
  section.writeUInt32LE(crc32(payload, seal), 8);
  section.writeUInt32LE(crc32(section.subarray(0, 12), seal), 12);
  section.set(payload, SECTION_HEADER_BYTES);
  return section;
}

/** What a section's header says; null when it is none, or not one of this place in this file. */
export function openSectionHeader(
  header: Buffer,
  nonce: Uint8Array,
  offset: number,
): { kind: SectionKind; bytes: number; crc: number } | null {
  if (header.readUInt32LE(12) !== crc32(header.subarray(0, 12), sealAt(nonce, offset))) return null;
  const kind = SECTION_KINDS[header.readUInt32LE(0) - 1];
  return kind === undefined ? null : { kind, bytes: header.readUInt32LE(4), crc: header.readUInt32LE(8) };
}

/** Whether a payload is the one that was written there. */
export function isWholePayload(payload: Uint8Array, crc: number, nonce: Uint8Array, offset: number): boolean {
  return crc32(payload, sealAt(nonce, offset)) === crc;
}

function sealAt(nonce: Uint8Array, offset: number): number {
  return crc32(`${offset}`, crc32(nonce));
}
