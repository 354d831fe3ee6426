import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Bytes after which a log is set aside as `<file>.1`: two of them are enough to explain a crash. */
const MAX_LOG_BYTES = 1024 * 1024;

/**
 * A log file that never grows past `maxBytes` (its predecessor is kept as `<file>.1`). It takes what a child's native
 * libraries print; a log that cannot be written is given up silently, because it must never stop the work.
 */
export class CappedLog {
  readonly #file: string;
  readonly #maxBytes: number;
  #size: number;

  constructor(file: string, maxBytes = MAX_LOG_BYTES) {
    this.#file = file;
    this.#maxBytes = maxBytes;
    this.#size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  }

  write(data: Uint8Array | string): void {
    const bytes = Buffer.from(data as string).subarray(-this.#maxBytes);
    try {
      mkdirSync(dirname(this.#file), { recursive: true });
      if (this.#size + bytes.length > this.#maxBytes) {
        renameSync(this.#file, `${this.#file}.1`);
        this.#size = 0;
      }
      appendFileSync(this.#file, bytes, { mode: 0o600 });
      this.#size += bytes.length;
    } catch {
      this.#size = 0;
    }
  }
}
