import { isMemory } from '../../../app/memory/isMemory.ts';
import { MEMORY_TURN } from '../../../app/memory/Slot.ts';
import { insertSlots } from './insertSlots.ts';
import { sharedMemory } from './sharedMemory.ts';
import type { SlotCache } from './SlotCache.ts';
import { standing } from './standing.ts';

/** A token of the memory block. */
export interface MemoryToken {
  readonly token: number;
  readonly region: 'pinned' | 'recalled';
}

/**
 * Makes the memory block stand for `tokens`: what it shares with the present one from the beginning stays, the rest of
 * that goes, and slots are made for what is new, between what is pinned and what was kept, where everything that stands
 * before the recent slots moves aside. Recent slots leave when the policy needs room; nothing behind the block moves.
 * The new slots are read by `readMemory`; nothing else may run on the cache before.
 *
 * @returns how many slots there are to read
 * @throws AppError `bad-request` when what must stay leaves no room
 */
export function reserveMemory(cache: SlotCache, tokens: readonly MemoryToken[]): number {
  const { shared, isSame } = sharedMemory(cache, tokens);
  if (isSame) return 0;
  const fresh = tokens.slice(shared);

  const stood = standing(cache);
  const gone = new Set(cache.slots.filter(isMemory).slice(shared));
  for (const slot of gone) cache.visible[slot.place] = 0;
  cache.slots = cache.slots.filter((slot) => !gone.has(slot));
  insertSlots(cache, fresh.map(({ token, region }) => ({ token, region, turn: MEMORY_TURN })), stood);
  return fresh.length;
}
