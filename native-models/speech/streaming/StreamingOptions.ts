import { z } from '../../../app/contract/zod.ts';

/** What whoever opens an installed streaming recogniser must know beside its files. */
export const StreamingOptions = z.object({
  /** which graphs the native library is to be given */
  graph: z.enum(['transducer', 'zipformer2-ctc', 'nemo-ctc']),
  /** sound after which it looks again, in milliseconds */
  chunkMs: z.number().positive().max(10_000),
  /** sound that it looks at, in milliseconds: the chunk and what its first layers want around it */
  windowMs: z.number().positive().max(20_000),
  /** what times of the native library are to be multiplied with: it takes every CTC graph for one of 40 ms a frame */
  timeScale: z.number().positive().max(16),
  /** it writes capitals alone */
  capitals: z.boolean(),
  /** it writes no commas and points */
  unmarked: z.boolean(),
  /** it wants to be told a language, or finds it out */
  languageOption: z.boolean(),
});
export type StreamingOptions = z.infer<typeof StreamingOptions>;
