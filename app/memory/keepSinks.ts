import { dropOldest } from './dropOldest.ts';
import type { Policy } from './Policy.ts';

/** How many of the first tokens stay for good (StreamingLLM, arXiv 2309.17453, table 2: eight are no better). */
export const SINKS = 4;

/**
 * Sinks, everything pinned, and the most recent tokens: StreamingLLM with a pinned system prompt. The oldest recent
 * tokens leave first, a block at a time.
 */
export const keepSinks: Policy = (slots, incoming, options) =>
  dropOldest(slots, incoming, options, (slot) => slot.region === 'recent');
