import { attentionScore } from '../../../app/memory/keepHeavyHitters.ts';
import type { SlotCache } from './SlotCache.ts';

/**
 * Adds the attention of `count` tokens, the newest slots, to what each slot of the stream got, and scores the slots.
 *
 * @param mass `[capacity + count]`, summed over layers, heads and those tokens
 */
export function countAttention({ slots, attention, decoder }: SlotCache, mass: Float32Array, count: number): void {
  const { layers, heads } = decoder.model;
  const capacity = mass.length - count;
  const newest = slots.length - count;
  slots.forEach((slot, i) => {
    const counted = attention.get(slot) ?? { mass: 0, seen: 0 };
    attention.set(slot, counted);
    counted.mass += i < newest ? mass[slot.place]! : mass[capacity + i - newest]!;
    counted.seen += i < newest ? count : count - (i - newest);
    slot.score = attentionScore(counted.mass / (layers * heads), counted.seen);
  });
}
