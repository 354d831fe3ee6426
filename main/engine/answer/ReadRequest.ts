import type { RetentionPolicy } from '../../../app/memory/RetentionPolicy.ts';
import type { BlockArchive } from '../archive/BlockArchive.ts';
import type { MemoryChoice } from '../conversation/chooseMemory.ts';
import type { WantedPath } from '../conversation/WantedPath.ts';

/** What a conversation is to have read, and what it may remember with it. */
export interface ReadRequest extends WantedPath {
  readonly conversationId: string;
  readonly memory: MemoryChoice['memory'];
  readonly policy: RetentionPolicy;
  /** where keys and values go that leave the cache, and come from; null: nowhere */
  readonly archive?: BlockArchive | null;
}
