import { createHash } from 'node:crypto';
import path from 'node:path';

/** Ending of a snapshot, and of one that is still being written for the first time. */
export const SNAPSHOT_ENDING = '.kv';
export const PART_ENDING = '.part';
/** Ending of the archive of what left its cache. It begins like that of a snapshot, so that both are found together. */
export const ARCHIVE_ENDING = '.kvb';

/** Where a conversation's snapshot lies. An id may hold anything, so the file is named by its hash. */
export function conversationFile(directory: string, conversationId: string): string {
  const name = createHash('sha256').update(conversationId).digest('hex').slice(0, 40);
  return path.join(directory, `${name}${SNAPSHOT_ENDING}`);
}
