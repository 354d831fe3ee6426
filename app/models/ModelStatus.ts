import { z } from '../contract/zod.ts';
import { ErrorValue } from '../contract/AppError.ts';

/** What is known of a model before and after it is installed. */
export const ModelInfo = z.object({
  id: z.string().max(200),
  name: z.string().max(200),
  /** one line for the person */
  about: z.string().max(1_000),
  licence: z.string().max(200),
  /** bytes that a download fetches; 0 when a file is given */
  downloadBytes: z.number().int().nonnegative(),
});
export type ModelInfo = z.infer<typeof ModelInfo>;

const bytes = z.number().nonnegative();

/** The one chat model's way from nothing to ready, as the window shows it. */
export const ModelStatus = z.object({
  model: ModelInfo,
  phase: z.enum(['absent', 'downloading', 'verifying', 'importing', 'loading', 'ready', 'restarting', 'failed']),
  /** done and total in bytes while downloading, in steps (0 to 1) otherwise; null when unknown */
  progress: z.object({ done: bytes, total: bytes.nullable(), bytesPerSecond: bytes.nullable() }).nullable(),
  /** where it is being fetched from, in words */
  source: z.string().max(400).nullable(),
  /** sources that were passed over, a sentence each */
  notes: z.array(z.string().max(1_000)).max(32),
  error: ErrorValue.nullable(),
  engine: z
    .object({
      provider: z.string().max(40),
      threads: z.number().int().positive(),
      /** seconds from start to ready */
      loadSeconds: z.number().nonnegative(),
      residentBytes: bytes,
      contextSlots: z.number().int().positive(),
    })
    .nullable(),
});
export type ModelStatus = z.infer<typeof ModelStatus>;
