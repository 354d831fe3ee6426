import { fileSlices } from './fileSlices.ts';
import { joinBytes } from './joinBytes.ts';

/** Read at once, in bytes. */
const SLICE = 256 * 1_024;
const PAGE_HEAD = 27;
/** Heads may hold a picture; sound has a few thousand bytes. */
const MAX_PACKET = 16 * 1_024 * 1_024;
const CONTINUED = 1;

/**
 * The packets of the first stream in an Ogg file (RFC 3533). What is damaged between two pages is passed over, and a
 * packet of which a part is missing is left out.
 */
export async function* oggPackets(file: Blob, signal?: AbortSignal): AsyncIterable<Uint8Array<ArrayBuffer>> {
  let rest: Uint8Array<ArrayBuffer> = new Uint8Array();
  let serial: number | null = null;
  /** parts of a packet that goes on in the next page */
  let parts: Uint8Array<ArrayBuffer>[] = [];
  let isWhole = true;
  for await (const more of fileSlices(file, 0, SLICE, signal)) {
    const bytes = joinBytes([rest, more]);
    const view = new DataView(bytes.buffer);
    let at = 0;
    for (;;) {
      while (at + 4 <= bytes.length && view.getUint32(at) !== OGGS) at++;
      const table = at + PAGE_HEAD;
      if (table > bytes.length || table + bytes[at + 26]! > bytes.length) break;
      const lengths = bytes.subarray(table, table + bytes[at + 26]!);
      const body = table + lengths.length;
      const end = body + lengths.reduce((sum, length) => sum + length, 0);
      if (end > bytes.length) break;
      const stream = view.getUint32(at + 14, true);
      serial ??= stream;
      if (stream === serial) {
        const continues = (bytes[at + 5]! & CONTINUED) !== 0;
        if (!continues) parts = [];
        isWhole = !continues || parts.length > 0;
        let from = body;
        let to = body;
        for (const length of lengths) {
          to += length;
          if (length === 255) continue;
          parts.push(bytes.slice(from, to));
          const packet = joinBytes(parts);
          if (isWhole && packet.length > 0) yield packet;
          [parts, from, isWhole] = [[], to, true];
        }
        if (to > from) parts.push(bytes.slice(from, to));
        if (parts.reduce((sum, part) => sum + part.length, 0) > MAX_PACKET) parts = [];
      }
      at = end;
    }
    rest = bytes.slice(at);
  }
}

/** `OggS` */
const OGGS = 0x4f_67_67_53;
