import type { Slot } from './Slot.ts';

/**
 * The position at which each slot's key must stand now. Recent slots keep their absolute positions; the older slots
 * that were kept (sinks, pinned) are anchored to them: they stand contiguously just before the oldest recent one. So no
 * two slots are further apart than there are slots, whatever was dropped between them, and as long as nothing was
 * dropped every slot stands at its absolute position.
 */
export function ropePositions(slots: readonly Slot[]): Float64Array {
  const positions = Float64Array.from(slots, (slot) => slot.position);
  const anchored = slots.findIndex((slot) => slot.region === 'recent');
  for (let i = anchored - 1; i >= 0; i--) positions[i] = positions[i + 1]! - 1;
  return positions;
}
