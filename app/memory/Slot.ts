import type { Region } from './CacheUsage.ts';

/** What a slot's token stands for. */
export type SlotKind = 'text' | 'vision' | 'tool';

/** The turn of slots that stand outside the stream: the memory block. */
export const MEMORY_TURN = -2;
/** The turn of slots of the memory block that were not read but brought back from the archive. */
export const BLOCK_TURN = -3;

/**
 * One token in the live cache. The slots of a cache are listed in the order in which the model sees them: that of the
 * stream, and the memory block after what is pinned.
 */
export interface Slot {
  readonly token: number;
  /**
   * Place in the stream, counted from 0 and never changed: tokens that left the cache keep their numbers. A slot of the
   * memory block has no place in the stream; its number, which may be negative, is the rope position of its first keys.
   */
  readonly position: number;
  /** index of its turn on the conversation's path; -1 for the system prompt, `MEMORY_TURN` or `BLOCK_TURN` for the memory block */
  readonly turn: number;
  readonly kind: SlotKind;
  /** a recent slot becomes a kept one when a slot behind it is dropped; nothing else changes it */
  region: Region;
  /** the policy's measure, the higher the longer it stays; null where the policy has none for it */
  score: number | null;
  /** row of the key and value buffers that holds it */
  readonly place: number;
}
