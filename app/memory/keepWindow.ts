import { dropOldest } from './dropOldest.ts';
import { isMemory } from './isMemory.ts';
import type { Policy } from './Policy.ts';

/**
 * The most recent tokens and nothing else: the sliding window without sinks whose perplexity StreamingLLM is compared
 * with. The memory block is not part of the stream and stays.
 */
export const keepWindow: Policy = (slots, incoming, options) => dropOldest(slots, incoming, options, (slot) => !isMemory(slot));
