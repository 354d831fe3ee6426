import type { engineService } from '../contract/services/engine.ts';
import type { z } from '../contract/zod.ts';
import { noMemory } from './noMemory.ts';

type Answer = z.output<(typeof engineService)['streams']['answer']['params']>;

/** An answer from the live cache alone: nothing recalled, nothing pinned, nothing kept on disk. */
export const withoutMemory: Pick<Answer, 'memory' | 'policy' | 'keep'> = {
  memory: noMemory,
  policy: 'sinks',
  keep: false,
};
