import type { Evidence } from '../../../app/memory/Evidence.ts';
import type { MemoryToken } from '../cache/reserveMemory.ts';

/** What is put before the model's eyes for one answer, and the tokens that say it. */
export interface MemoryBlock {
  readonly tokens: readonly MemoryToken[];
  /** tokens by part; what frames the block counts with its first and last part */
  readonly counts: Readonly<Record<'pinned' | 'facts' | 'recalled', number>>;
  /** as they stand in it, quotations in the order in which they were said */
  readonly shown: Pick<Evidence, 'pinned' | 'facts' | 'recalled'>;
}
