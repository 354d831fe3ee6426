import { z } from '../contract/zod.ts';

export const MAX_RECORDING_TITLE = 200;

/** Where the sound came from. */
export const SoundSource = z.enum(['microphone', 'system', 'file']);
export type SoundSource = z.infer<typeof SoundSource>;

/** A row of the list of recordings: what was written down, with or without its sound. */
export const Recording = z.object({
  id: z.string().max(64),
  title: z.string().max(MAX_RECORDING_TITLE),
  source: SoundSource,
  /** milliseconds since the epoch */
  createdAt: z.number().int(),
  /** of sound heard so far, in milliseconds, gaps included */
  durationMs: z.number().nonnegative(),
  lines: z.number().int().nonnegative(),
  /** being written down now */
  live: z.boolean(),
  /** its sound was kept, at the person's wish */
  keptSound: z.boolean(),
  /** chats may recall it */
  remembered: z.boolean(),
});
export type Recording = z.infer<typeof Recording>;
