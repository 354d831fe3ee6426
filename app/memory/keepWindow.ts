import { dropOldest } from './dropOldest.ts';
import type { Policy } from './Policy.ts';

/**
 * The most recent tokens and nothing else: the sliding window without sinks whose perplexity StreamingLLM is compared
 * with. No conversation uses it.
 */
export const keepWindow: Policy = (slots, incoming, options) => dropOldest(slots, incoming, options, () => true);
