import { z } from '../contract/zod.ts';

/** The five regions of a conversation's cache, in the order in which the model sees them. */
export const Region = z.enum(['sink', 'pinned', 'recalled', 'kept', 'recent']);
export type Region = z.infer<typeof Region>;

const count = z.number().int().nonnegative();

/** What the model can see now: slots by region, and what it cannot see any more. */
export const CacheUsage = z.object({
  /** slots in all */
  budget: count,
  regions: z.object({ sink: count, pinned: count, recalled: count, kept: count, recent: count }),
  /**
   * Tokens of this conversation that left the cache since it was built, or were given and left out when it was built.
   * A lower bound of what the model cannot see: turns before those that the host gives the engine (more than fill the
   * cache) are never made into tokens, and so are not counted.
   */
  evictedTokens: count,
  /** the oldest turn that is still whole in the cache; null when none is */
  firstWholeTurnId: z.string().nullable(),
});
export type CacheUsage = z.infer<typeof CacheUsage>;
