import { z } from '../contract/zod.ts';
import { Word } from './Word.ts';

/** Most words of one phrase: half a minute of the quickest speech. */
export const MAX_PHRASE_WORDS = 400;

/**
 * What was said between two pauses, as far as it is known. Each one replaces the one of the same number before it:
 * `committed` only ever grows, `tentative` may change.
 */
export const Phrase = z.object({
  /** counted from 0 in one sound */
  number: z.number().int().nonnegative(),
  committed: z.array(Word).max(MAX_PHRASE_WORDS),
  tentative: z.array(Word).max(MAX_PHRASE_WORDS),
  /** nothing more comes of it, and nothing is tentative; committed may be empty when no word was said */
  final: z.boolean(),
  /** how much of the sound it was made from, in milliseconds: what tells how far it is behind */
  heardMs: z.number().nonnegative(),
});
export type Phrase = z.infer<typeof Phrase>;
