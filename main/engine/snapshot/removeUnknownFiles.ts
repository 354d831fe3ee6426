import path from 'node:path';
import { conversationFile } from './conversationFile.ts';
import { removeFiles } from './removeFiles.ts';

/** What begins with the name of a snapshot: that, a part of it, or an archive. */
const OWN = /^[0-9a-f]{40}\.kv/;

/**
 * Deletes what the engine keeps on disk of conversations that are not there any more: a program that was killed between
 * erasing one and erasing its caches leaves that. To be called before an engine runs. Throws errors of the file system.
 */
export async function removeUnknownFiles(directory: string, conversationIds: readonly string[]): Promise<void> {
  const known = new Set(conversationIds.map((id) => path.basename(conversationFile(directory, id))));
  await removeFiles(directory, (name) => {
    const own = OWN.exec(name)?.[0];
    return own !== undefined && !known.has(own);
  });
}
