import { crc32 } from 'node:zlib';
import { readFloats } from '../decoder/readFloats.ts';
import { BLOCK_TOKENS, BlockInfo } from './KvBlock.ts';
import type { BlockSizes, ChannelLevels, KvBlock, Representative } from './KvBlock.ts';

/** Room for what is known of a block, as JSON. */
const INFO_BYTES = 1_024;
/** crc32 of the rest of the head, crc32 of the body, bytes of the JSON */
const FIXED_BYTES = 12;

/** What a block is found by, and the checksum of what it holds. */
export interface BlockHead {
  readonly info: BlockInfo;
  readonly representative: Representative;
  readonly bodyCrc: number;
}

/**
 * Bytes of a record and of its two parts. All records of a file have one size, so that a new one takes the place of one
 * that is given up.
 */
export function recordBytes({ layers, width }: BlockSizes): { head: number; body: number; record: number } {
  const head = FIXED_BYTES + INFO_BYTES + BLOCK_TOKENS * (4 + width);
  const body = 2 * (4 * layers * width + layers * BLOCK_TOKENS * width);
  return { head, body, record: head + body };
}

/**
 * A block as a record: a head (checksums, JSON of its info, scales and levels of the representative) and a body (scales
 * and levels of keys, then of values). Places that a short block does not use are 0.
 *
 * @param seal checksums begin with it: it is of one place in one file, so that bytes left over from elsewhere do not pass
 */
export function encodeBlock({ info, representative, keys, values }: KvBlock, sizes: BlockSizes, seal: number): Uint8Array {
  const { head, record } = recordBytes(sizes);
  const bytes = Buffer.alloc(record);
  const json = Buffer.from(JSON.stringify(info));
  if (json.length > INFO_BYTES) throw new RangeError('What is known of a block takes more than its room.');
  bytes.set(json, FIXED_BYTES);
  let at = FIXED_BYTES + INFO_BYTES;
  const put = (numbers: Int8Array | Float32Array) => {
    bytes.set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), at);
    at += numbers.byteLength;
  };
  put(representative.scales);
  at += 4 * (BLOCK_TOKENS - representative.scales.length);
  put(representative.levels);
  at += BLOCK_TOKENS * sizes.width - representative.levels.length;
  for (const { scales, levels } of [keys, values]) {
    put(scales);
    put(levels);
    at += sizes.layers * BLOCK_TOKENS * sizes.width - levels.length;
  }
  bytes.writeUInt32LE(json.length, 8);
  bytes.writeUInt32LE(crc32(bytes.subarray(head), seal), 4);
  bytes.writeUInt32LE(crc32(bytes.subarray(4, head), seal), 0);
  return bytes;
}

/** Reads a record's head; null when it is none, or not the one of this place. */
export function decodeHead(bytes: Buffer, { width }: BlockSizes, seal: number): BlockHead | null {
  try {
    if (bytes.readUInt32LE(0) !== crc32(bytes.subarray(4), seal)) return null;
    const length = bytes.readUInt32LE(8);
    if (length > INFO_BYTES) return null;
    const info = BlockInfo.parse(JSON.parse(bytes.subarray(FIXED_BYTES, FIXED_BYTES + length).toString()));
    if (info.firstTurn > info.lastTurn) return null;
    const at = FIXED_BYTES + INFO_BYTES;
    const scales = readFloats(bytes, at, info.tokens.length);
    const from = at + 4 * BLOCK_TOKENS;
    const levels = Int8Array.from(bytes.subarray(from, from + info.tokens.length * width));
    return { info, representative: { scales, levels }, bodyCrc: bytes.readUInt32LE(4) };
  } catch {
    return null;
  }
}

/** Reads a record's body; null when it is not the one that its head was written with. */
export function decodeBody(
  bytes: Buffer,
  { info, bodyCrc }: BlockHead,
  { layers, width }: BlockSizes,
  seal: number,
): Pick<KvBlock, 'keys' | 'values'> | null {
  if (crc32(bytes, seal) !== bodyCrc) return null;
  const part = 4 * layers * width + layers * BLOCK_TOKENS * width;
  const read = (at: number): ChannelLevels => {
    const from = at + 4 * layers * width;
    const levels = Int8Array.from(bytes.subarray(from, from + layers * info.tokens.length * width));
    return { scales: readFloats(bytes, at, layers * width), levels };
  };
  try {
    return { keys: read(0), values: read(part) };
  } catch {
    return null;
  }
}
