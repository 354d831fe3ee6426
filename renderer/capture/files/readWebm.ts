import type { CodedPacket, CodedSound } from './CodedSound.ts';
import { ebmlElements, ebmlNumber, lengthOf } from './ebmlElements.ts';
import { ForwardReader } from './ForwardReader.ts';
import { ID, MASTERS, webmTrack } from './webmTrack.ts';

/** A block of sound: many packets at the most. */
const MAX_BLOCK = 4 * 1_024 * 1_024;
/** The number of its track, its time and its flags. */
const BLOCK_HEAD = 12;

/** The sound of a WebM or Matroska file. Null when it is none, or its sound has a coding that browsers do not know. */
export async function readWebm(file: Blob): Promise<CodedSound | null> {
  const track = await webmTrack(file);
  if (!track) return null;
  const { number, ...sound } = track;
  return { ...sound, packets: (signal) => packetsOf(file, number, signal) };
}

async function* packetsOf(file: Blob, track: number, signal: AbortSignal): AsyncIterable<CodedPacket> {
  const reader = new ForwardReader(file);
  let at = 0;
  for await (const { id, bytes } of ebmlElements(reader, MASTERS, signal)) {
    if ((id !== ID.block && id !== ID.simpleBlock) || bytes > MAX_BLOCK) continue;
    if (ebmlNumber(await reader.peek(BLOCK_HEAD), 0) !== track) continue;
    const block = await reader.peek(bytes);
    // The file was cut: what is behind its end is missing.
    if (block.length < bytes) return;
    for (const packet of laced(block)) yield { bytes: packet, at: at++ };
  }
}

/** The packets of a block: one, or several with their lengths before them (RFC 9559, section 10.3). */
function laced(block: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
  const head = lengthOf(block[0]) + 3;
  const kind = (block[head - 1]! >> 1) & 3;
  if (kind === 0) return [block.slice(head)];
  const count = block[head]! + 1;
  const { sizes, from } = kind === XIPH ? xiphSizes(block, head + 1, count - 1) : kind === EBML ? ebmlSizes(block, head + 1, count - 1) : equalSizes(block, head + 1, count);
  const last = block.length - from - sizes.reduce((sum, size) => sum + size, 0);
  // Lengths that cannot be are damage.
  if (last <= 0 || sizes.some((size) => size <= 0)) return [];
  let at = from;
  return [...sizes, last].map((size) => block.slice(at, (at += size)));
}

const XIPH = 1;
const EBML = 3;

/** Lengths of all packets but the last, and where the first one begins. */
interface Lacing {
  readonly sizes: readonly number[];
  readonly from: number;
}

/** Bytes of 255 add up, until one that is less. */
function xiphSizes(block: Uint8Array, at: number, count: number): Lacing {
  const sizes: number[] = [];
  let from = at;
  for (let size = 0; sizes.length < count && from < block.length; from++) {
    size += block[from]!;
    if (block[from] === 255) continue;
    sizes.push(size);
    size = 0;
  }
  return { sizes, from };
}

/** All but the first are told by how they differ from the one before. */
function ebmlSizes(block: Uint8Array, at: number, count: number): Lacing {
  const sizes: number[] = [];
  let from = at;
  while (sizes.length < count && from < block.length) {
    const length = lengthOf(block[from]);
    const number = ebmlNumber(block, from) ?? 0;
    sizes.push(sizes.length === 0 ? number : sizes.at(-1)! + number - (2 ** (7 * length - 1) - 1));
    from += length;
  }
  return { sizes, from };
}

const equalSizes = (block: Uint8Array, from: number, count: number): Lacing => ({ sizes: Array.from({ length: count - 1 }, () => Math.floor((block.length - from) / count)), from });
