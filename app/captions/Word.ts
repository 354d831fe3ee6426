import { z } from '../contract/zod.ts';

/** Longest word with its space, in UTF-16 units: beyond this it is noise. */
export const MAX_WORD = 200;

/** A word as it was heard. */
export const Word = z.object({
  /** with the space before it, as it stands in the text */
  text: z.string().max(MAX_WORD),
  /** milliseconds on the clock of the sound, from its first sample */
  startMs: z.number().nonnegative(),
  endMs: z.number().nonnegative(),
  /** of the model, 0 to 1; null where it tells none */
  probability: z.number().min(0).max(1).nullable(),
});
export type Word = z.infer<typeof Word>;
