import type { SlotCache } from './SlotCache.ts';

/**
 * Scores every slot by how little its keys are like the others: per layer and head (1 - cosine to the mean of all
 * normalised keys) / 2, averaged. The keys are taken as they stand in the cache.
 */
export function scoreKeys({ slots, buffers, decoder }: SlotCache): void {
  const { layers, kvHeads, headDim } = decoder.model;
  const sums = new Float64Array(slots.length);
  for (let layer = 0; layer < layers; layer++) {
    const keys = slots.map(({ place }) => normaliseHeads(buffers.readKeys(layer, place), headDim));
    const mean = new Float64Array(kvHeads * headDim);
    for (const key of keys) for (let i = 0; i < mean.length; i++) mean[i]! += key[i]!;
    const anchor = normaliseHeads(mean, headDim);
    keys.forEach((key, slot) => {
      for (let i = 0; i < key.length; i++) sums[slot]! += key[i]! * anchor[i]!;
    });
  }
  slots.forEach((slot, i) => {
    slot.score = (1 - sums[i]! / (layers * kvHeads)) / 2;
  });
}

/** Brings each head's part to length 1, in place. */
function normaliseHeads<Numbers extends Float32Array | Float64Array>(keys: Numbers, headDim: number): Numbers {
  for (let head = 0; head < keys.length; head += headDim) {
    let square = 0;
    for (let i = head; i < head + headDim; i++) square += keys[i]! ** 2;
    const length = Math.sqrt(square) || 1;
    for (let i = head; i < head + headDim; i++) keys[i]! /= length;
  }
  return keys;
}
