import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { conversationFile } from './conversationFile.ts';

/**
 * Deletes what the engine keeps on disk of a conversation, finished or not. The host calls it when no engine runs; one
 * that runs must be told by `forget`, which does the same. Throws errors of the file system.
 */
export async function removeConversationFiles(directory: string, conversationId: string): Promise<void> {
  const own = path.basename(conversationFile(directory, conversationId));
  const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const files = names.filter((name) => name.startsWith(own));
  await Promise.all(files.map((name) => rm(path.join(directory, name), { force: true })));
}
