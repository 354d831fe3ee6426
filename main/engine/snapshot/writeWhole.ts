import type { FileHandle } from 'node:fs/promises';

/** Writes all bytes at a place of a file. Throws ENOSPC where a full disk shows by a short write alone. */
export async function writeWhole(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
    if (bytesWritten === 0) throw Object.assign(new Error('Nothing more was written.'), { code: 'ENOSPC' });
    done += bytesWritten;
  }
}
