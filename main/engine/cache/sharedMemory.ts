import { isMemory } from '../../../app/memory/isMemory.ts';
import type { MemoryToken } from './reserveMemory.ts';
import type { SlotCache } from './SlotCache.ts';

/** How much of a memory block the present one has already, counted from its beginning; and whether it is the same. */
export function sharedMemory(
  { slots }: SlotCache,
  tokens: readonly MemoryToken[],
): { readonly shared: number; readonly isSame: boolean } {
  const present = slots.filter(isMemory);
  const differing = tokens.findIndex(({ token, region }, i) => {
    const slot = present[i];
    return slot?.token !== token || slot.region !== region;
  });
  const shared = differing < 0 ? tokens.length : differing;
  return { shared, isSame: shared === tokens.length && shared === present.length };
}
