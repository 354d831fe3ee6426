import type { Region } from './CacheUsage.ts';

/** What a slot's token stands for. */
export type SlotKind = 'text' | 'vision' | 'tool';

/** One token in the live cache. The slots of a cache are listed in the order of their absolute positions. */
export interface Slot {
  readonly token: number;
  /** place in the stream, counted from 0 and never changed: tokens that left the cache keep their numbers */
  readonly position: number;
  /** index of its turn on the conversation's path; -1 for the system prompt */
  readonly turn: number;
  readonly kind: SlotKind;
  readonly region: Region;
  /** row of the key and value buffers that holds it */
  readonly place: number;
}
