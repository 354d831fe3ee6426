import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** A running sha256 over the whole of `file`; more bytes may follow before it is read out. Rejects when aborted. */
export async function sha256OfFile(file: string, signal?: AbortSignal): Promise<Hash> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20, ...(signal && { signal }) })) {
    hash.update(chunk as Buffer);
  }
  return hash;
}
