import type { PolicyOptions } from './Policy.ts';
import { pinnedTooLong } from './pinnedTooLong.ts';
import type { Slot } from './Slot.ts';

/**
 * Drops the oldest of the slots that `mayLeave`, whole blocks at a time (the last block is smaller when the recent
 * floor is reached), until `incoming` more fit.
 *
 * @throws AppError `bad-request` when the slots that must stay leave no room
 */
export function dropOldest(
  slots: readonly Slot[],
  incoming: number,
  { budget, block, recentFloor }: PolicyOptions,
  mayLeave: (slot: Slot) => boolean,
): readonly Slot[] {
  const missing = slots.length + incoming - budget;
  if (missing <= 0) return slots;
  const droppable = slots.reduce((count, slot) => count + (mayLeave(slot) ? 1 : 0), 0) - recentFloor;
  if (missing > droppable) throw pinnedTooLong(budget, slots.length - Math.max(0, droppable));
  let left = Math.min(Math.ceil(missing / block) * block, droppable);
  return slots.filter((slot) => !(mayLeave(slot) && left-- > 0));
}
