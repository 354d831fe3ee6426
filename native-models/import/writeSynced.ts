import { open } from 'node:fs/promises';
import path from 'node:path';

/** Writes a new file of a folder; it is on the disk when this returns. */
export async function writeSynced(directory: string, name: string, content: string | Uint8Array): Promise<void> {
  const handle = await open(path.join(directory, name), 'wx');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
