import { BlockArchive, type ChosenBlock } from '../../../../main/engine/archive/BlockArchive.ts';
import { MemoryBlockPlaces } from '../../../../main/engine/archive/MemoryBlockPlaces.ts';
import { questionKeys } from '../../../../main/engine/archive/questionKeys.ts';
import { restoreBlocks } from '../../../../main/engine/archive/restoreBlocks.ts';
import { dropBlocks } from '../../../../main/engine/cache/dropBlocks.ts';
import type { SlotCache } from '../../../../main/engine/cache/SlotCache.ts';
import { truncateSlots } from '../../../../main/engine/cache/truncateSlots.ts';
import { readStream } from './readStream.ts';

/** For a stream of some 100,000 tokens; blocks that were used least leave beyond it. */
const ARCHIVE_BYTES = 1_400 * 2 ** 20;

export interface BlockRecall {
  /**
   * Reads a question for its keys and brings the blocks that fit it before the model, as the engine does.
   *
   * @param prompt the question, and how the answer begins
   * @param question which of these tokens are the question's own; all without it
   * @returns the blocks, in the order in which they were said
   */
  show(prompt: readonly number[], question?: { readonly from: number; readonly until: number }): Promise<readonly ChosenBlock[]>;
  hide(): void;
  /** Fulfilled when everything that left the cache can be found. */
  settled(): Promise<number>;
  close(): Promise<void>;
}

/** Archives what leaves the cache from now on, and brings it back by the keys of a question. */
export function blockRecall(cache: SlotCache, blockTokens: number): BlockRecall {
  const { layers, kvHeads, headDim } = cache.decoder.model;
  const sizes = { layers, width: kvHeads * headDim, headDim };
  const archive = new BlockArchive(new MemoryBlockPlaces(sizes, ARCHIVE_BYTES), sizes, (error) => {
    throw error;
  });
  cache.leaving = (slots) => archive.take(cache, slots);
  return {
    async show(prompt, { from, until } = { from: 0, until: prompt.length }) {
      const start = cache.next;
      const turn = (cache.slots.at(-1)?.turn ?? 0) + 1;
      await readStream(cache, prompt, turn);
      const own = cache.slots.filter(({ turn: of, position }) => of === turn && position >= start + from && position < start + until);
      const question = questionKeys(cache, own);
      truncateSlots(cache, start);
      const blocks = await archive.choose(question, blockTokens);
      restoreBlocks(cache, blocks);
      return blocks;
    },
    hide: () => dropBlocks(cache),
    async settled() {
      await archive.settled();
      return archive.size;
    },
    close: () => archive.close(),
  };
}
