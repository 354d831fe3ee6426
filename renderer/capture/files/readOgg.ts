import type { CodedPacket, CodedSound } from './CodedSound.ts';
import { fileBytes } from './fileBytes.ts';
import { flacDescription, flacFormat } from './flacFormat.ts';
import { oggPackets } from './oggPackets.ts';

/** The last page lies in here, in bytes: no page is longer than 65,307. */
const TAIL = 128 * 1_024;
const OPUS_RATE = 48_000;
/** Of a decoder of Vorbis: what it is, remarks (with pictures, maybe), how it is coded. */
const VORBIS_HEADERS = 3;

type Coding = Pick<CodedSound, 'codec' | 'sampleRate' | 'channels' | 'description'> & {
  /** samples that nobody is to hear, which the decoder of Opus leaves out by itself; and how many a second of what the pages count has */
  readonly skipped: number;
  readonly rate: number;
  /** packets that hold no sound */
  isHead(packet: Uint8Array, index: number): boolean;
};

/** The sound of an Ogg file: Opus, Vorbis or FLAC. Null when it is none, or its first stream is something else. */
export async function readOgg(file: Blob): Promise<CodedSound | null> {
  const heads: Uint8Array<ArrayBuffer>[] = [];
  for await (const packet of oggPackets(file)) {
    heads.push(packet);
    if (heads.length === VORBIS_HEADERS || !isVorbis(heads[0]!)) break;
  }
  const coding = heads[0] && (opus(heads[0]) ?? vorbis(heads) ?? flac(heads[0]));
  if (!coding) return null;
  const { codec, sampleRate, channels, description, skipped, rate } = coding;
  const last = await lastPosition(file);
  return {
    codec,
    sampleRate,
    channels,
    ...(description && { description }),
    seconds: last === null ? null : Math.max(0, last - skipped) / rate,
    priming: 0,
    packets: (signal) => packetsOf(file, coding, signal),
  };
}

async function* packetsOf(file: Blob, coding: Coding, signal: AbortSignal): AsyncIterable<CodedPacket> {
  let index = 0;
  for await (const bytes of oggPackets(file, signal)) {
    // A decoder goes by the order; the time is only for whoever looks.
    if (!coding.isHead(bytes, index)) yield { bytes, at: index };
    index++;
  }
}

const startsWith = (bytes: Uint8Array, text: string, at = 0): boolean => Array.from(text).every((letter, index) => bytes[at + index] === letter.charCodeAt(0));
const isVorbis = (head: Uint8Array): boolean => head[0] === 1 && startsWith(head, 'vorbis', 1);
const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** RFC 7845, section 5.1. */
function opus(head: Uint8Array<ArrayBuffer>): Coding | null {
  if (!startsWith(head, 'OpusHead') || head.length < 19) return null;
  const skipped = viewOf(head).getUint16(10, true);
  return { codec: 'opus', sampleRate: OPUS_RATE, channels: head[9]!, description: head, skipped, rate: OPUS_RATE, isHead: (_, index) => index < 2 };
}

/** Vorbis I, section 4.2; the decoder wants its three heads behind one another, with the lengths of the first two. */
function vorbis(heads: readonly Uint8Array<ArrayBuffer>[]): Coding | null {
  const [first] = heads;
  if (heads.length < VORBIS_HEADERS || !first || !isVorbis(first) || first.length < 30) return null;
  const laced = heads.slice(0, 2).flatMap(({ length }) => [...Array.from({ length: Math.floor(length / 255) }, () => 255), length % 255]);
  const description = new Uint8Array([VORBIS_HEADERS - 1, ...laced, ...heads.flatMap((head) => [...head])]);
  const sampleRate = viewOf(first).getUint32(12, true);
  return { codec: 'vorbis', sampleRate, channels: first[11]!, description, skipped: 0, rate: sampleRate, isHead: (_, index) => index < VORBIS_HEADERS };
}

/** The mapping of FLAC to Ogg: after nine bytes the head of a FLAC file. */
function flac(head: Uint8Array<ArrayBuffer>): Coding | null {
  if (head[0] !== 0x7f || !startsWith(head, 'FLAC', 1)) return null;
  const format = flacFormat(head.subarray(9));
  if (!format) return null;
  const { sampleRate, channels } = format;
  return { codec: 'flac', sampleRate, channels, description: flacDescription(head.subarray(9)), skipped: 0, rate: sampleRate, isHead: (packet) => packet[0] !== 0xff };
}

/** What the last page counts up to; null where none can be found. */
async function lastPosition(file: Blob): Promise<number | null> {
  const bytes = await fileBytes(file, Math.max(0, file.size - TAIL), TAIL);
  for (let at = bytes.length - 27; at >= 0; at--) {
    if (!startsWith(bytes, 'OggS', at)) continue;
    const position = viewOf(bytes).getBigInt64(at + 6, true);
    if (position >= 0n) return Number(position);
  }
  return null;
}
