import { z } from '../contract/zod.ts';

/** How the next token is chosen. Greedy when `temperature` is 0. */
export const Sampling = z.object({
  temperature: z.number().min(0).max(5),
  /** 0 switches it off */
  topK: z.number().int().min(0).max(1_000),
  topP: z.number().gt(0).max(1),
  minP: z.number().min(0).max(1),
  /** 1 switches it off; divides positive and multiplies negative logits of tokens seen lately (CTRL, section 4.1) */
  repetitionPenalty: z.number().min(0.5).max(3),
  /** null draws a fresh one for each answer */
  seed: z.number().int().min(0).max(2 ** 32 - 1).nullable(),
  stop: z.array(z.string().min(1).max(200)).max(16),
});
export type Sampling = z.infer<typeof Sampling>;
