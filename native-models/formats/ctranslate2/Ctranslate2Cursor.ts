import type { FileHandle } from 'node:fs/promises';
import { readBytes } from '../readBytes.ts';
import { refusedFile } from '../refusedFile.ts';
import { ctranslate2Limits } from './ctranslate2Limits.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Walks a little-endian file from front to back; what it passes over is never read. */
export class Ctranslate2Cursor {
  at = 0;
  readonly #handle: FileHandle;
  readonly #file: string;
  readonly #size: number;

  constructor(handle: FileHandle, file: string, size: number) {
    this.#handle = handle;
    this.#file = file;
    this.#size = size;
  }

  refuse(reason: string): never {
    throw refusedFile('bad-file', this.#file, reason);
  }

  async u8(): Promise<number> {
    return (await this.view(1)).getUint8(0);
  }

  async u32(): Promise<number> {
    return (await this.view(4)).getUint32(0, true);
  }

  /** A count that must not exceed `limit`; `what` names it in the error. */
  async count(what: string, limit: number): Promise<number> {
    const value = await this.u32();
    if (value > limit) this.refuse(`it declares ${value} ${what}, and ${limit} is the most that is read`);
    return value;
  }

  /** A name: its length with the closing zero byte, then both. */
  async name(): Promise<string> {
    const length = (await this.view(2)).getUint16(0, true);
    if (length > ctranslate2Limits.nameBytes) {
      this.refuse(`it has a name of ${length} bytes, and ${ctranslate2Limits.nameBytes} is the most that is read`);
    }
    const bytes = new Uint8Array((await this.view(length)).buffer);
    if (length < 2 || bytes.indexOf(0) !== length - 1) this.refuse('one of its names does not end where it should');
    try {
      return utf8.decode(bytes.subarray(0, -1));
    } catch {
      return this.refuse('one of its names is not valid UTF-8');
    }
  }

  /** The next `length` bytes. */
  async view(length: number): Promise<DataView<ArrayBuffer>> {
    const bytes = await readBytes(this.#handle, this.#file, this.skip(length), length);
    return new DataView(bytes.buffer as ArrayBuffer);
  }

  /** Moves behind the next `length` bytes; where they begin. */
  skip(length: number): number {
    const start = this.at;
    if (length > this.#size - start) this.refuse('it ends in the middle of what it declares');
    this.at = start + length;
    return start;
  }

  get isAtEnd(): boolean {
    return this.at === this.#size;
  }
}
