/** Far below any score, and finite: its sums stay numbers. */
const HIDDEN = -1e30;

/**
 * What is added to the scores of `count` new tokens, [count, slots + count]: 0 for visible slots and, among the new
 * tokens behind them, for itself and those before; `HIDDEN` elsewhere.
 */
export function attentionMask(visible: Uint8Array, slots: number, count: number): Float32Array {
  const rows = slots + count;
  const mask = new Float32Array(count * rows).fill(HIDDEN);
  for (let slot = 0; slot < visible.length; slot++) if (visible[slot] === 1) mask[slot] = 0;
  for (let row = 0; row < count; row++) {
    if (row > 0) mask.copyWithin(row * rows, 0, slots);
    mask.fill(0, row * rows + slots, row * rows + slots + row + 1);
  }
  return mask;
}
