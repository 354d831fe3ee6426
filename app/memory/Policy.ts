import type { Slot } from './Slot.ts';

export interface PolicyOptions {
  /** slots in all */
  readonly budget: number;
  /** evicted at a time, so that re-anchoring is paid for once in a while and not per token */
  readonly block: number;
  /** newest slots that a policy must never drop */
  readonly recentFloor: number;
}

/**
 * Decides what stays when `incoming` more tokens are to enter: a pure function from slots to the slots to keep, in the
 * same order, of which there are at most `budget - incoming`. Nothing is dropped while there is room.
 *
 * @throws AppError `bad-request` when what must stay leaves no room for `incoming`
 */
export type Policy = (slots: readonly Slot[], incoming: number, options: PolicyOptions) => readonly Slot[];
