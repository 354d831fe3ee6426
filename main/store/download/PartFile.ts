import type { Hash } from 'node:crypto';
import { createHash } from 'node:crypto';
import { open, readFile, rename, rm, stat, statfs, writeFile, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../../app/contract/AppError.ts';
import { z } from '../../../app/contract/zod.ts';
import { diskFull } from './checkFreeSpace.ts';
import { sha256OfFile } from './sha256OfFile.ts';

/** What is known of an unfinished file: which one it is to become, and the version that its server named. */
const PartState = z.object({ sha256: z.string().max(64), etag: z.string().max(1_000).nullable() });

/**
 * A file that is being written as `<file>.part` (with `<file>.part.json` beside it) and hashed on the way. It bears
 * its own name only after its sha256 was found right, so that a partial file is never taken for the whole.
 */
export class PartFile {
  readonly #file: string;
  readonly #size: number;
  readonly #sha256: string;
  #hash: Hash = createHash('sha256');
  #handle: FileHandle | undefined;
  /** bytes that are there */
  offset = 0;
  /** the server's name for the version of which the bytes are */
  etag: string | null = null;

  constructor(file: string, size: number, sha256: string) {
    this.#file = file;
    this.#size = size;
    this.#sha256 = sha256;
  }

  get path(): string {
    return `${this.#file}.part`;
  }

  get #statePath(): string {
    return `${this.#file}.part.json`;
  }

  /** Opens what an earlier run left, hashing it again; begins anew when it is not of the same file. */
  async open(signal: AbortSignal): Promise<void> {
    const state = await readFile(this.#statePath, 'utf8')
      .then((text) => PartState.parse(JSON.parse(text)))
      .catch(() => null);
    const found = await stat(this.path).catch(() => null);
    if (!state || state.sha256 !== this.#sha256 || !found || found.size > this.#size) return this.restart(null);
    this.#hash = await sha256OfFile(this.path, signal);
    this.#handle = await open(this.path, 'r+');
    this.offset = found.size;
    this.etag = state.etag;
  }

  /** Begins again with an empty file, of the version `etag`. */
  async restart(etag: string | null): Promise<void> {
    await this.#handle?.close();
    this.#handle = await open(this.path, 'w');
    this.#hash = createHash('sha256');
    this.offset = 0;
    this.etag = etag;
    await writeFile(this.#statePath, JSON.stringify({ sha256: this.#sha256, etag }));
  }

  /** Appends all of `bytes`; `disk-full` when the disk does not take them (what is there stays for the next try). */
  async append(bytes: Uint8Array): Promise<void> {
    if (!this.#handle) throw new Error('the part file is not open');
    if (this.offset + bytes.length > this.#size) {
      throw new AppError('checksum', 'The source sent more bytes than the file has, so it is another file.');
    }
    let written = 0;
    try {
      // A write to a nearly full disk may take part of the bytes without an error; the next one then fails.
      while (written < bytes.length) {
        const { bytesWritten } = await this.#handle.write(bytes, written, bytes.length - written, this.offset + written);
        written += bytesWritten;
      }
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code !== 'ENOSPC' && code !== 'EDQUOT') throw error;
      const { bavail, bsize } = await statfs(dirname(this.path));
      throw diskFull(dirname(this.path), this.#size - this.offset, bavail * bsize);
    }
    this.#hash.update(bytes);
    this.offset += bytes.length;
  }

  /** Whether all bytes are there and their sha256 is the expected one. Nothing may be appended afterwards. */
  isRight(): boolean {
    return this.offset === this.#size && this.#hash.copy().digest('hex') === this.#sha256;
  }

  /** Gives the verified file its name: flushed to the disk first, then renamed. */
  async install(): Promise<void> {
    await this.#handle?.sync();
    await this.close();
    await rename(this.path, this.#file);
    await rm(this.#statePath, { force: true });
    // Makes the new name itself durable; Windows cannot open a folder and needs no such call.
    const folder = await open(dirname(this.#file)).catch(() => null);
    await folder?.sync().catch(() => {});
    await folder?.close();
  }

  /** Closes the file and leaves it for a later run. */
  async close(): Promise<void> {
    await this.#handle?.close();
    this.#handle = undefined;
  }

  /** Closes the file and removes it. */
  async discard(): Promise<void> {
    await this.close();
    await rm(this.path, { force: true });
    await rm(this.#statePath, { force: true });
  }
}
