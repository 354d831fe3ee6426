/** Far below any score, and finite: its sums stay numbers. */
const HIDDEN = -1e30;

/**
 * What is added to the scores of `count` new tokens, [count, slots + count]: 0 for visible slots and, among the new
 * tokens behind them, for itself and those before; `HIDDEN` elsewhere.
 */
export function attentionMask(visible: Uint8Array, slots: number, count: number): Float32Array {
  const width = slots + count;
  const mask = new Float32Array(count * width).fill(HIDDEN);
  mask.set(visibleSlots(visible, slots));
  for (let row = 0; row < count; row++) {
    if (row > 0) mask.copyWithin(row * width, 0, slots);
    mask.fill(0, row * width + slots, row * width + slots + row + 1);
  }
  return mask;
}

/** The part of it for past slots: [slots]. */
export function visibleSlots(visible: Uint8Array, slots: number): Float32Array {
  const mask = new Float32Array(slots).fill(HIDDEN);
  for (let slot = 0; slot < visible.length; slot++) if (visible[slot] === 1) mask[slot] = 0;
  return mask;
}
