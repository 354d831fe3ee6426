import type { CodedPacket, CodedSound } from './CodedSound.ts';
import { fileBytes } from './fileBytes.ts';
import { fileSlices } from './fileSlices.ts';
import { joinBytes } from './joinBytes.ts';
import { MP3_HEAD, mp3Header, type Mp3Header } from './mp3Header.ts';

/** Read at once, in bytes. */
const SLICE = 256 * 1_024;
const TAG_HEAD = 10;
/** After its tag a file begins with sound, or it is none of these; in bytes. */
const MAX_BEFORE = 64 * 1_024;
/** A decoder of MPEG audio is late by so many samples, and an encoder says how many more (LAME's tag). */
const DECODER_DELAY = 529;

/** An MP3 file. Null when it is none. */
export async function readMp3(file: Blob): Promise<CodedSound | null> {
  const afterTag = await skipTag(file);
  const start = await fileBytes(file, afterTag, MAX_BEFORE);
  const offset = firstFrame(start);
  if (offset === null) return null;
  const header = mp3Header(start, offset)!;
  const info = infoOf(start, offset, header);
  // The first frame may tell about the others; then it holds no sound.
  const from = afterTag + offset + (info ? header.bytes : 0);
  const { sampleRate, channels, samples } = header;
  const frames = info?.frames ?? (file.size - from) / header.bytes;
  const delay = info?.delay ?? 0;
  return {
    codec: 'mp3',
    sampleRate,
    channels,
    seconds: Math.max(0, frames * samples - delay - (info?.padding ?? 0)) / sampleRate,
    priming: delay === 0 ? 0 : (delay + DECODER_DELAY) / sampleRate,
    packets: (signal) => packetsOf(file, from, header, signal),
  };
}

async function* packetsOf(file: Blob, from: number, like: Mp3Header, signal: AbortSignal): AsyncIterable<CodedPacket> {
  let rest: Uint8Array<ArrayBuffer> = new Uint8Array();
  let samples = 0;
  for await (const more of fileSlices(file, from, SLICE, signal)) {
    const bytes = joinBytes([rest, more]);
    let at = 0;
    while (at + MP3_HEAD <= bytes.length) {
      const header = mp3Header(bytes, at);
      // What is no frame of this sound is damage, or a tag: it goes on at the next frame.
      if (!header || header.sampleRate !== like.sampleRate) {
        at++;
        continue;
      }
      if (at + header.bytes > bytes.length) break;
      yield { bytes: bytes.slice(at, at + header.bytes), at: (samples * 1e6) / header.sampleRate };
      samples += header.samples;
      at += header.bytes;
    }
    rest = bytes.slice(at);
  }
}

/** Where the sound begins behind an ID3v2 tag. */
async function skipTag(file: Blob): Promise<number> {
  const head = await fileBytes(file, 0, TAG_HEAD);
  if (head.length < TAG_HEAD || String.fromCharCode(...head.subarray(0, 3)) !== 'ID3') return 0;
  // Four bytes of seven bits.
  const length = head.subarray(6, 10).reduce((sum, byte) => (sum << 7) | (byte & 0x7f), 0);
  return TAG_HEAD + length;
}

/** The first place from which three frames of the same rate follow each other: a single head may be chance. */
function firstFrame(bytes: Uint8Array): number | null {
  for (let at = 0; at + MP3_HEAD <= bytes.length; at++) {
    const first = mp3Header(bytes, at);
    if (!first) continue;
    const second = mp3Header(bytes, at + first.bytes);
    const third = second && mp3Header(bytes, at + first.bytes + second.bytes);
    if (third && second.sampleRate === first.sampleRate && third.sampleRate === first.sampleRate) return at;
  }
  return null;
}

/** What the first frame tells about the file (Xing's and LAME's tag); null when it is sound like the others. */
function infoOf(bytes: Uint8Array, at: number, { sideBytes, bytes: length }: Mp3Header): { frames: number | null; delay: number; padding: number } | null {
  const tag = at + MP3_HEAD + sideBytes;
  const name = String.fromCharCode(...bytes.subarray(tag, tag + 4));
  if (name !== 'Xing' && name !== 'Info') return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, at + length));
  if (tag + 8 > view.byteLength) return null;
  const flags = view.getUint32(tag + 4);
  const frames = flags & 1 && tag + 12 <= view.byteLength ? view.getUint32(tag + 8) : null;
  const parts = (flags & 1 ? 4 : 0) + (flags & 2 ? 4 : 0) + (flags & 4 ? 100 : 0) + (flags & 8 ? 4 : 0);
  const delays = tag + 8 + parts + 21;
  if (delays + 3 > view.byteLength) return { frames, delay: 0, padding: 0 };
  const both = (view.getUint16(delays) << 8) | view.getUint8(delays + 2);
  return { frames, delay: both >> 12, padding: both & 0xf_ff };
}
