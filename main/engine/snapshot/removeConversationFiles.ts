import path from 'node:path';
import { conversationFile } from './conversationFile.ts';
import { removeFiles } from './removeFiles.ts';

/**
 * Deletes what the engine keeps on disk of a conversation, finished or not. The host calls it when no engine runs; one
 * that runs must be told by `forget`, which does the same. Throws errors of the file system.
 */
export async function removeConversationFiles(directory: string, conversationId: string): Promise<void> {
  const own = path.basename(conversationFile(directory, conversationId));
  await removeFiles(directory, (name) => name.startsWith(own));
}
