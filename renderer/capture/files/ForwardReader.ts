import { fileBytes } from './fileBytes.ts';

/** Read at once, in bytes. */
const SLICE = 512 * 1_024;

/** Reads a file from its beginning to its end; what is jumped over is not read where it is long. */
export class ForwardReader {
  readonly #file: Blob;
  #bytes: Uint8Array<ArrayBuffer> = new Uint8Array();
  /** of the file, where `#bytes` begin */
  #from = 0;
  /** where the next byte is read */
  at = 0;

  constructor(file: Blob) {
    this.#file = file;
  }

  get isAtEnd(): boolean {
    return this.at >= this.#file.size;
  }

  /** The next `length` bytes, which stay the next ones; fewer at the end of the file. */
  async peek(length: number): Promise<Uint8Array<ArrayBuffer>> {
    if (this.at < this.#from || this.at + length > this.#from + this.#bytes.length) {
      this.#bytes = await fileBytes(this.#file, this.at, Math.max(length, SLICE));
      this.#from = this.at;
    }
    return this.#bytes.slice(this.at - this.#from, this.at - this.#from + length);
  }
}
