import { BLOCK_TURN } from '../../../app/memory/Slot.ts';
import { insertSlots } from '../cache/insertSlots.ts';
import type { SlotCache } from '../cache/SlotCache.ts';
import { rotateKeys } from '../rope/rotateKeys.ts';
import { fromChannelLevels } from './channelLevels.ts';
import type { KvBlock } from './KvBlock.ts';

/**
 * Puts blocks before the model's eyes again, as the last part of the memory block: one after the other at contiguous
 * positions before what was kept and said lately. The model does not run. Recent slots leave when the policy needs room.
 *
 * @param blocks in the order in which they were said
 * @throws AppError `bad-request` when what must stay leaves no room
 */
export function restoreBlocks(cache: SlotCache, blocks: readonly KvBlock[]): void {
  const { layers, kvHeads, headDim, rope } = cache.decoder.model;
  const width = kvHeads * headDim;
  const tokens = blocks.flatMap((block) => block.info.tokens.map((token, at) => ({ token, at, block })));
  const slots = insertSlots(
    cache,
    tokens.map(({ token }) => ({ token, region: 'recalled', turn: BLOCK_TURN })),
  );
  slots.forEach((slot, i) => {
    const { block, at } = tokens[i]!;
    const first: Float32Array[] = [];
    for (let layer = 0; layer < layers; layer++) {
      const unrotated = fromChannelLevels(block.keys, layer, at, width);
      const keys = rotateKeys(unrotated, slot.position, rope.inverseFrequencies);
      first.push(keys);
      cache.buffers.writeKeys(layer, slot.place, keys);
      cache.buffers.writeValues(layer, slot.place, fromChannelLevels(block.values, layer, at, width));
    }
    cache.firstKeys.set(slot, first);
    cache.visible[slot.place] = 1;
  });
}
