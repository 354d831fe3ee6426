import { BLOCK_TURN } from '../../../app/memory/Slot.ts';
import { moveKeys } from './moveKeys.ts';
import type { SlotCache } from './SlotCache.ts';
import { standing } from './standing.ts';

/** Takes blocks that were brought back out of the cache; what stands before them moves up. */
export function dropBlocks(cache: SlotCache): void {
  if (!cache.slots.some(({ turn }) => turn === BLOCK_TURN)) return;
  const stood = standing(cache);
  cache.slots = cache.slots.filter((slot) => {
    const stays = slot.turn !== BLOCK_TURN;
    if (!stays) cache.visible[slot.place] = 0;
    return stays;
  });
  moveKeys(cache, stood);
}
