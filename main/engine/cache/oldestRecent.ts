import type { SlotCache } from './SlotCache.ts';

/** Absolute position of the oldest recent slot: everything from there on is live. Without one, the next position. */
export function oldestRecent({ slots, next }: SlotCache): number {
  return slots.find((slot) => slot.region === 'recent')?.position ?? next;
}
