import { z } from '../contract/zod.ts';
import { MAX_PHRASE_WORDS } from './Phrase.ts';
import { TranslationLanguage } from './translation/TranslationLanguage.ts';
import { Word } from './Word.ts';

/** Longest text of one line, in UTF-16 units. */
export const MAX_LINE_TEXT = 10_000;
export const MAX_SPEAKER = 80;

/** A finished line of captions. Once written it changes only by the person's hand. */
export const CaptionLine = z.object({
  id: z.string().max(64),
  recordingId: z.string().max(64),
  /** counted from 0 in its recording */
  index: z.number().int().nonnegative(),
  startMs: z.number().nonnegative(),
  endMs: z.number().nonnegative(),
  text: z.string().max(MAX_LINE_TEXT),
  /** as heard; empty once the person has changed the text */
  words: z.array(Word).max(MAX_PHRASE_WORDS),
  /** the same, as a second, slower listening understood it; null where there was none, or the person changed the text */
  corrected: z.string().max(MAX_LINE_TEXT).nullable(),
  speaker: z.string().max(MAX_SPEAKER).nullable(),
  edited: z.boolean(),
  /** the same in another language, once it was translated */
  translation: z
    .object({
      language: TranslationLanguage,
      text: z.string().max(MAX_LINE_TEXT),
      /** the corrected text in that language, once it was translated; the live one has its own */
      corrected: z.string().max(MAX_LINE_TEXT).optional(),
    })
    .optional(),
});
export type CaptionLine = z.infer<typeof CaptionLine>;
