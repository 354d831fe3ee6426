import type { CodedPacket, CodedSound } from './CodedSound.ts';
import { fileBytes } from './fileBytes.ts';
import { fileSlices } from './fileSlices.ts';
import { flacDescription, flacFormat } from './flacFormat.ts';
import { FLAC_HEAD, flacHeader } from './flacHeader.ts';
import { joinBytes } from './joinBytes.ts';

/** Read at once, in bytes. */
const SLICE = 512 * 1_024;
const BLOCK_HEAD = 4;
/** No frame is longer: 65,535 samples of eight channels. Where none begins for so long, the rest of this one is damage. */
const MAX_FRAME = 4 * 1_024 * 1_024;
/** Blocks before the sound, such as remarks and pictures. */
const MAX_BLOCKS = 1_000;

/** A FLAC file. Null when it is none. */
export async function readFlac(file: Blob): Promise<CodedSound | null> {
  const start = await fileBytes(file, 0, 42);
  const format = flacFormat(start);
  const from = format && (await soundFrom(file));
  if (!format || from === null) return null;
  const { sampleRate, channels, samples, shortest } = format;
  return {
    codec: 'flac',
    sampleRate,
    channels,
    description: flacDescription(start),
    seconds: samples === null ? null : samples / sampleRate,
    priming: 0,
    packets: (signal) => packetsOf(file, from, shortest, signal),
  };
}

/** Where the frames begin, behind all blocks of the head; null for a head that does not end. */
async function soundFrom(file: Blob): Promise<number | null> {
  let at = 4;
  for (let count = 0; count < MAX_BLOCKS; count++) {
    const head = await fileBytes(file, at, BLOCK_HEAD);
    if (head.length < BLOCK_HEAD) return null;
    at += BLOCK_HEAD + ((head[1]! << 16) | (head[2]! << 8) | head[3]!);
    if ((head[0]! & 0x80) !== 0) return at;
  }
  return null;
}

/** Frames tell where they begin and not where they end: each lasts to the next one, whose number is that of the one after it. */
async function* packetsOf(file: Blob, from: number, shortest: number, signal: AbortSignal): AsyncIterable<CodedPacket> {
  let rest: Uint8Array<ArrayBuffer> = new Uint8Array();
  /** of the frame that `rest` begins with */
  let number: number | null = null;
  for await (const more of fileSlices(file, from, SLICE, signal)) {
    const bytes = joinBytes([rest, more]);
    let begin = 0;
    let at: number = number === null ? 0 : Math.max(1, Math.min(shortest, rest.length - FLAC_HEAD));
    for (;;) {
      at = bytes.indexOf(0xff, at);
      if (at === -1 || at + FLAC_HEAD > bytes.length) break;
      const header = flacHeader(bytes, at);
      // A number that goes back is chance, as a beginning in the midst of a frame can be.
      if (!header || (number !== null && header.number <= number)) {
        at++;
        continue;
      }
      if (number !== null) yield { bytes: bytes.slice(begin, at), at: number };
      [begin, number] = [at, header.number];
      at += Math.max(1, shortest);
    }
    if (bytes.length - begin > MAX_FRAME) number = null;
    rest = bytes.slice(number === null ? Math.max(0, bytes.length - FLAC_HEAD) : begin);
  }
  if (number !== null && !signal.aborted) yield { bytes: rest, at: number };
}
