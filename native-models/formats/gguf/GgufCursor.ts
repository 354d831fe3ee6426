import { refusedFile } from '../refusedFile.ts';
import type { GgufArray } from './GgufMetadata.ts';
import { ggufLimits } from './ggufLimits.ts';
import { MoreBytesNeeded } from './MoreBytesNeeded.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Element types of fixed size, by GGUF's value type. */
const numericArrays = new Map<number, { bytes: number; of: (buffer: ArrayBuffer) => GgufArray }>([
  [0, { bytes: 1, of: (buffer) => new Uint8Array(buffer) }],
  [1, { bytes: 1, of: (buffer) => new Int8Array(buffer) }],
  [2, { bytes: 2, of: (buffer) => new Uint16Array(buffer) }],
  [3, { bytes: 2, of: (buffer) => new Int16Array(buffer) }],
  [4, { bytes: 4, of: (buffer) => new Uint32Array(buffer) }],
  [5, { bytes: 4, of: (buffer) => new Int32Array(buffer) }],
  [6, { bytes: 4, of: (buffer) => new Float32Array(buffer) }],
  [7, { bytes: 1, of: (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte !== 0) }],
  [10, { bytes: 8, of: (buffer) => new BigUint64Array(buffer) }],
  [11, { bytes: 8, of: (buffer) => new BigInt64Array(buffer) }],
  [12, { bytes: 8, of: (buffer) => new Float64Array(buffer) }],
]);

/**
 * Walks the little-endian header of a GGUF file, of which `bytes` is the beginning. Where the header goes on behind
 * `bytes` it throws `MoreBytesNeeded`; where it goes on behind the file, `bad-file`.
 */
export class GgufCursor {
  at = 0;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #file: string;
  readonly #fileSize: number;

  constructor(bytes: Uint8Array, file: string, fileSize: number) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#file = file;
    this.#fileSize = fileSize;
  }

  refuse(reason: string): never {
    throw refusedFile('bad-file', this.#file, reason);
  }

  u32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  u64(): bigint {
    return this.#view.getBigUint64(this.#take(8), true);
  }

  /** A 64-bit count or length that must not exceed `limit`; `what` names it in the error. */
  count(what: string, limit: number): number {
    const value = this.u64();
    if (value > BigInt(limit)) this.refuse(`it declares ${value} ${what}, and ${limit} is the most that is read`);
    return Number(value);
  }

  string(what: string, limit: number = ggufLimits.stringBytes): string {
    const length = this.count(`bytes for ${what}`, limit);
    const start = this.#take(length);
    try {
      return utf8.decode(this.#bytes.subarray(start, start + length));
    } catch {
      return this.refuse(`${what} is not valid UTF-8`);
    }
  }

  /** One number or boolean of GGUF's value type `type`, or `undefined` when `type` is not a scalar of fixed size. */
  scalar(type: number): number | bigint | boolean | undefined {
    const array = this.#numbers(type, 1);
    const value = array?.[0];
    if (typeof value !== 'bigint') return value as number | boolean | undefined;
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  }

  /** An array; `key` names it in errors. Arrays of arrays are refused, as ggml does. */
  array(key: string): GgufArray {
    const type = this.u32();
    const length = this.count(`elements for ${key}`, ggufLimits.arrayElements);
    if (type === 8) {
      if (length * 8 > this.#fileSize - this.at) this.refuse(`the array ${key} is longer than the file`);
      const strings: string[] = [];
      for (let i = 0; i < length; i++) strings.push(this.string(`an element of ${key}`));
      return strings;
    }
    return (
      this.#numbers(type, length) ?? this.refuse(`the array ${key} has elements of the unknown or nested type ${type}`)
    );
  }

  #numbers(type: number, length: number): GgufArray | undefined {
    const kind = numericArrays.get(type);
    if (!kind) return undefined;
    const start = this.#take(length * kind.bytes);
    // A copy: the source is unaligned, and must not keep the whole header in memory.
    return kind.of(this.#bytes.slice(start, this.at).buffer);
  }

  /** Moves behind the next `length` bytes and returns where they start. */
  #take(length: number): number {
    const start = this.at;
    const end = start + length;
    if (end > this.#fileSize) this.refuse('it ends in the middle of its header');
    if (end > ggufLimits.headerBytes) this.refuse(`its header is larger than ${ggufLimits.headerBytes} bytes`);
    if (end > this.#bytes.length) throw new MoreBytesNeeded(end);
    this.at = end;
    return start;
  }
}
