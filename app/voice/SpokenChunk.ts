import { z } from '../contract/zod.ts';

/** Most sound of one chunk, as base64 text: two minutes at 48 kHz. */
export const MAX_CHUNK_TEXT = 16_000_000;

/** A piece of a text as it sounds. */
export const SpokenChunk = z.object({
  /** what of the text is said in it, as it stands there: from and to in UTF-16 units */
  from: z.number().int().nonnegative(),
  to: z.number().int().nonnegative(),
  /** int16 little-endian, one channel, as base64 */
  samples: z.string().max(MAX_CHUNK_TEXT),
  sampleRate: z.number().int().min(8_000).max(192_000),
});
export type SpokenChunk = z.infer<typeof SpokenChunk>;
