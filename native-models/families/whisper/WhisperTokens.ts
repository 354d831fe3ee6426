import { z } from '../../../app/contract/zod.ts';

const id = z.number().int().nonnegative();

/** Ids of the tokens that steer a Whisper model. */
export const WhisperTokens = z.object({
  /** ends a transcript; every token below it is text */
  end: id,
  start: id,
  /** before the text of what was said earlier */
  previous: id,
  /** says at the place of the first token that there is no speech */
  noSpeech: id,
  noTimestamps: id,
  /** 0.00 s; each further one is 20 ms later, `timestamps` of them */
  firstTimestamp: id,
  timestamps: id,
  /** says "in its own language"; null for a model of English alone */
  transcribe: id.nullable(),
  /** by two or three letters; empty for a model of English alone */
  languages: z.record(z.string(), id),
});
export type WhisperTokens = z.infer<typeof WhisperTokens>;
