import type { FileHandle } from 'node:fs/promises';

/** Reads so many bytes from a place of a file. @throws RangeError when it ends before */
export async function readWhole(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  for (let done = 0; done < length;) {
    const { bytesRead } = await handle.read(bytes, done, length - done, position + done);
    if (bytesRead === 0) throw new RangeError('The file ends too early.');
    done += bytesRead;
  }
  return bytes;
}
