import { ARCHIVE_ENDING, conversationFile, SNAPSHOT_ENDING } from '../snapshot/conversationFile.ts';

/** Where a conversation's blocks lie: beside its snapshot, and deleted with it. */
export function archiveFile(directory: string, conversationId: string): string {
  return conversationFile(directory, conversationId).slice(0, -SNAPSHOT_ENDING.length) + ARCHIVE_ENDING;
}
