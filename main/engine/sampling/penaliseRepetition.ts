/**
 * Repetition penalty of CTRL (arXiv 1909.05858, section 4.1): logits of tokens that were written lately are divided by
 * the penalty when positive and multiplied by it when negative, once each however often they occur.
 *
 * @param logits `[vocab]`, not changed
 * @returns new logits, or the same array when there is nothing to do
 */
export function penaliseRepetition(logits: Float32Array, written: readonly number[], penalty: number): Float32Array {
  if (penalty === 1 || written.length === 0) return logits;
  const changed = logits.slice();
  for (const token of new Set(written)) {
    const logit = changed[token];
    if (logit !== undefined) changed[token] = logit > 0 ? logit / penalty : logit * penalty;
  }
  return changed;
}
