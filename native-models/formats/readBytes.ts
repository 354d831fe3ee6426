import type { FileHandle } from 'node:fs/promises';
import { refusedFile } from './refusedFile.ts';

/** One system call reads at most this much; Linux stops just below 2 GiB. */
const MAX_READ = 1 << 30;

/** Reads exactly `length` bytes at `offset`. Errors: `bad-file` when the file ends before. */
export async function readBytes(handle: FileHandle, file: string, offset: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  for (let done = 0; done < length;) {
    const { bytesRead } = await handle.read(bytes, done, Math.min(length - done, MAX_READ), offset + done);
    if (bytesRead === 0) throw refusedFile('bad-file', file, 'it became shorter while it was read');
    done += bytesRead;
  }
  return bytes;
}
