import { z } from '../contract/zod.ts';

/**
 * Which tokens stay in the live cache when it is full. `sinks`: StreamingLLM (arXiv 2309.17453). `entropy`: surprising
 * tokens stay longer (SirLLM, arXiv 2405.12528). `heavy-hitter`: those that were attended to most (H2O, arXiv
 * 2306.14048). `key-diversity`: those whose keys are least like the others (KeyDiff, arXiv 2504.15364). `window`: the
 * newest and nothing else, which is known to be bad and serves for comparison.
 */
export const RetentionPolicy = z.enum(['sinks', 'entropy', 'heavy-hitter', 'key-diversity', 'window']);
export type RetentionPolicy = z.infer<typeof RetentionPolicy>;
