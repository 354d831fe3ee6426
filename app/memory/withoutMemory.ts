import type { engineService } from '../contract/services/engine.ts';
import type { z } from '../contract/zod.ts';

type Answer = z.output<(typeof engineService)['streams']['answer']['params']>;

/** An answer from the live cache alone: nothing recalled, nothing pinned, nothing kept on disk. */
export const withoutMemory: Pick<Answer, 'memory' | 'policy' | 'keep'> = {
  memory: { pinned: [], facts: [], recalled: [], recalledTokens: 0 },
  policy: 'sinks',
  keep: false,
};
