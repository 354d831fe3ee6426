import type { Slot } from './Slot.ts';

/**
 * The position at which each slot's key must stand now. Recent slots keep their absolute positions; what stands before
 * them (sinks, pinned, the memory block, kept) is anchored to them: contiguously just before the oldest recent one, or
 * before the next token while none is recent. So no two slots are further apart than there are slots, whatever was
 * dropped between them, and as long as nothing was dropped or put between, every slot stands at its absolute position.
 * The first ones stand at negative positions when a memory block is there and nothing was dropped.
 *
 * @param next absolute position of the next token
 */
export function ropePositions(slots: readonly Slot[], next: number): Float64Array {
  const positions = Float64Array.from(slots, (slot) => slot.position);
  const oldestRecent = slots.findIndex((slot) => slot.region === 'recent');
  const anchored = oldestRecent < 0 ? slots.length : oldestRecent;
  const anchor = oldestRecent < 0 ? next : positions[oldestRecent]!;
  for (let i = 0; i < anchored; i++) positions[i] = anchor - anchored + i;
  return positions;
}
