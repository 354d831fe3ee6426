import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';

/** onnxruntime maps the file; a tensor that starts on a cache line is read without a split load. */
const ALIGNMENT = 64;

/** Where a run of bytes lies in a file of the model's folder. */
export interface FilePlace {
  readonly file: string;
  readonly offset: number;
  readonly byteLength: number;
}

/** A file of bytes beside a graph (its external data), written from front to back. */
export class WeightsFile {
  readonly #handle: FileHandle;
  readonly #name: string;
  #length = 0;

  private constructor(handle: FileHandle, name: string) {
    this.#handle = handle;
    this.#name = name;
  }

  static async create(directory: string, name: string): Promise<WeightsFile> {
    return new WeightsFile(await open(path.join(directory, name), 'wx'), name);
  }

  /** Appends one tensor: its pieces, back to back. */
  async append(pieces: Iterable<ArrayBufferView> | AsyncIterable<ArrayBufferView>): Promise<FilePlace> {
    const padding = (ALIGNMENT - (this.#length % ALIGNMENT)) % ALIGNMENT;
    if (padding > 0) await this.#write(new Uint8Array(padding));
    const offset = this.#length;
    for await (const piece of pieces) await this.#write(new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength));
    return { file: this.#name, offset, byteLength: this.#length - offset };
  }

  /** Returns when what was appended is on the disk. */
  async flush(): Promise<void> {
    await this.#handle.sync();
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }

  async #write(bytes: Uint8Array): Promise<void> {
    await this.#handle.writeFile(bytes);
    this.#length += bytes.length;
  }
}
