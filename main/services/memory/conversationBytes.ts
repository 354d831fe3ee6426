import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { conversationFile } from '../../engine/snapshot/conversationFile.ts';

/** Bytes on disk of what the engine keeps of a conversation: its saved cache and its archive. */
export async function conversationBytes(directory: string, conversationId: string): Promise<number> {
  const own = basename(conversationFile(directory, conversationId));
  const names = await readdir(directory).catch(() => []);
  const sizes = names
    .filter((name) => name.startsWith(own))
    .map((name) => stat(join(directory, name)).then(({ size }) => size, () => 0));
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
