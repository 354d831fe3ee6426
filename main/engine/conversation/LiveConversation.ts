import type { Evidence } from '../../../app/memory/Evidence.ts';
import type { RetentionPolicy } from '../../../app/memory/RetentionPolicy.ts';
import type { SlotCache } from '../cache/SlotCache.ts';
import type { LiveTurn } from './LiveTurn.ts';

/** A conversation as the engine holds it: its cache and the turns that the cache stands for. */
export interface LiveConversation {
  /** what stays in the cache when it is full; a cache is made for one policy */
  policy: RetentionPolicy;
  cache: SlotCache;
  /** the system prompt's text and tokens; null before the first answer */
  system: { readonly text: string; readonly tokens: readonly number[] } | null;
  /** in the order of the path: those with a slot in the cache, and those still to be read */
  turns: LiveTurn[];
  /** tokens of turns that were given but not read, because they do not fit */
  leftOut: number;
  /** what the model saw when it began the last answer; null before one was begun on this cache */
  memory: Evidence | null;
}
