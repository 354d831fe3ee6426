import { Region } from './CacheUsage.ts';
import { z } from '../contract/zod.ts';

/** One token in the live cache, for the memory lens. */
export const LensToken = z.object({
  /** as a person reads it; bytes that are no whole character stand with the token that completes them */
  text: z.string().max(400),
  region: Region,
  /** 0 to 1 by the policy's own measure; null where the policy has none */
  score: z.number().min(0).max(1).nullable(),
});
export type LensToken = z.infer<typeof LensToken>;
