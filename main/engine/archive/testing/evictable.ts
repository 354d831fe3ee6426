import type { Slot } from '../../../../app/memory/Slot.ts';
import type { SlotCache } from '../../cache/SlotCache.ts';
import { createRandom } from '../../sampling/createRandom.ts';
import { BLOCK_TOKENS } from '../KvBlock.ts';
import { searchLayer } from '../searchLayer.ts';

const [KV_HEADS, HEAD_DIM] = [2, 8];
const LAYERS = 3;
/** Slow enough that positions of the test do not turn a topic around. */
const inverseFrequencies = [1e-7, 1e-7, 1e-7, 1e-7];

export const SIZES = { layers: LAYERS, width: KV_HEADS * HEAD_DIM, headDim: HEAD_DIM };

/** What turn number `turn` is about: the mean of its keys, `[layers, width]`. */
function topic(turn: number): Float32Array {
  const random = createRandom(1_000 + turn);
  return Float32Array.from({ length: LAYERS * SIZES.width }, () => random() - 0.5);
}

/** Slots of one turn, a block of them, that are about to leave a cache whose rows are made up from its number. */
export function evictable(turn: number): { cache: SlotCache; slots: Slot[] } {
  const about = topic(turn);
  const row = (layer: number, place: number) => {
    const random = createRandom(turn * 997 + layer * 31 + place);
    return about.slice(layer * SIZES.width, (layer + 1) * SIZES.width).map((value) => value + 0.2 * (random() - 0.5));
  };
  const model = { layers: LAYERS, kvHeads: KV_HEADS, headDim: HEAD_DIM, rope: { inverseFrequencies, attentionFactor: 1 } };
  const buffers = { readKeys: row, readValues: row };
  const cache = { decoder: { model }, buffers, firstKeys: new WeakMap() } as unknown as SlotCache;
  const slots = Array.from({ length: BLOCK_TOKENS }, (_, place): Slot => ({
    token: turn * 100 + place,
    position: turn * BLOCK_TOKENS + place,
    turn,
    kind: 'text',
    region: 'recent',
    place,
    score: null,
  }));
  return { cache, slots };
}

/** Keys of a question that asks for what turn number `turn` is about. */
export function asking(turn: number): Float32Array[] {
  const layer = searchLayer(LAYERS);
  return [topic(turn).slice(layer * SIZES.width, (layer + 1) * SIZES.width)];
}
