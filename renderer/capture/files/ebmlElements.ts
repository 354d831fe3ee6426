import type { ForwardReader } from './ForwardReader.ts';

/** An element of EBML (RFC 8794): what it is, and where its content lies. */
export interface EbmlElement {
  readonly id: number;
  /** of the file */
  readonly from: number;
  readonly bytes: number;
}

/** Identifier and length together. */
const MAX_HEAD = 12;

/**
 * All elements of a file, one after the other: those in `masters` are entered, whatever their length (that of a stream is
 * not known), and the content of others is jumped over. It ends where the file does, and where nothing follows that could
 * be an element.
 */
export async function* ebmlElements(reader: ForwardReader, masters: ReadonlySet<number>, signal?: AbortSignal): AsyncIterable<EbmlElement> {
  while (!reader.isAtEnd) {
    if (signal?.aborted) return;
    const head = await reader.peek(MAX_HEAD);
    const idLength = lengthOf(head[0]);
    const sizeLength = lengthOf(head[idLength]);
    if (idLength > 4 || sizeLength > 8 || head.length < idLength + sizeLength) return;
    const id = head.subarray(0, idLength).reduce((value, byte) => value * 256 + byte, 0);
    const bytes = ebmlNumber(head, idLength);
    const from = reader.at + idLength + sizeLength;
    reader.at = from;
    yield { id, from, bytes: bytes ?? Number.POSITIVE_INFINITY };
    if (masters.has(id)) reader.at = from;
    else if (bytes === null) return;
    else reader.at = from + bytes;
  }
}

/** Bytes of a number, by the first of them; 9 for what is none. */
export const lengthOf = (first: number | undefined): number => (first === undefined ? 9 : Math.clz32(first) - 23);

/** The number at a place; null for the one that says “not known”. */
export function ebmlNumber(bytes: Uint8Array, at: number): number | null {
  const length = lengthOf(bytes[at]);
  let value = bytes[at]! & (0xff >> length);
  let isUnknown = value === 0xff >> length;
  for (let index = 1; index < length; index++) {
    value = value * 256 + bytes[at + index]!;
    isUnknown &&= bytes[at + index] === 0xff;
  }
  return isUnknown ? null : value;
}
