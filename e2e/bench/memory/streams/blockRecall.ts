import { BlockArchive } from '../../../../main/engine/archive/BlockArchive.ts';
import { MemoryBlockPlaces } from '../../../../main/engine/archive/MemoryBlockPlaces.ts';
import { restoreBlocks } from '../../../../main/engine/archive/restoreBlocks.ts';
import { dropBlocks } from '../../../../main/engine/cache/dropBlocks.ts';
import type { SlotCache } from '../../../../main/engine/cache/SlotCache.ts';
import { truncateSlots } from '../../../../main/engine/cache/truncateSlots.ts';
import { readStream } from './readStream.ts';

/** For a stream of some 45,000 tokens; blocks that were used least leave beyond it. */
const ARCHIVE_BYTES = 512 << 20;

export interface BlockRecall {
  /** Reads a question for its queries and brings the blocks that fit it before the model, as the engine does. */
  show(prompt: readonly number[]): Promise<void>;
  hide(): void;
  close(): Promise<void>;
}

/** Archives what leaves the cache from now on, and brings it back by the mean query of a question. */
export function blockRecall(cache: SlotCache, blockTokens: number): BlockRecall {
  const { layers, kvHeads, headDim } = cache.decoder.model;
  const sizes = { layers, width: kvHeads * headDim };
  const archive = new BlockArchive(new MemoryBlockPlaces(sizes, ARCHIVE_BYTES), sizes, (error) => {
    throw error;
  });
  let asked = 0;
  cache.leaving = (slots) => archive.take(cache, slots);
  return {
    async show(prompt) {
      const start = cache.next;
      const turn = (cache.slots.at(-1)?.turn ?? 0) + 1;
      const queries = (cache.queries = { sum: new Float64Array(layers * sizes.width), tokens: 0 });
      await readStream(cache, prompt, turn);
      cache.queries = null;
      truncateSlots(cache, start);
      await archive.settled();
      const mean = Float32Array.from(queries.sum, (sum) => sum / queries.tokens);
      restoreBlocks(cache, await archive.choose(mean, asked++, blockTokens));
    },
    hide: () => dropBlocks(cache),
    close: () => archive.close(),
  };
}
