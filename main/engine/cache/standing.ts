import { ropePositions } from '../../../app/memory/ropePositions.ts';
import type { Slot } from '../../../app/memory/Slot.ts';
import type { SlotCache } from './SlotCache.ts';

/** The rope position at which each slot's key stands: taken before slots are dropped or put in, for `moveKeys`. */
export function standing({ slots, next }: SlotCache): ReadonlyMap<Slot, number> {
  const positions = ropePositions(slots, next);
  return new Map(slots.map((slot, i) => [slot, positions[i]!]));
}
