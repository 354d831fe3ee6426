import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { conversationFile } from './conversationFile.ts';

/** What begins with the name of a snapshot: that, a part of it, or an archive. */
const OWN = /^[0-9a-f]{40}\.kv/;

/**
 * Deletes what the engine keeps on disk of conversations that are not there any more: a program that was killed between
 * erasing one and erasing its caches leaves that. To be called before an engine runs. Throws errors of the file system.
 */
export async function removeUnknownFiles(directory: string, conversationIds: readonly string[]): Promise<void> {
  const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const known = new Set(conversationIds.map((id) => path.basename(conversationFile(directory, id))));
  const unknown = names.filter((name) => {
    const own = OWN.exec(name)?.[0];
    return own !== undefined && !known.has(own);
  });
  await Promise.all(unknown.map((name) => rm(path.join(directory, name), { force: true })));
}
