import { AppError } from '../../../app/contract/AppError.ts';

/**
 * The token with the largest logit; the lowest id among equals.
 *
 * @throws AppError `internal` when no logit is a finite number
 */
export function greedyToken(logits: Float32Array): number {
  let best = -1;
  let largest = -Infinity;
  for (let token = 0; token < logits.length; token++) {
    const logit = logits[token]!;
    if (logit > largest) {
      largest = logit;
      best = token;
    }
  }
  if (best < 0 || !Number.isFinite(largest)) {
    throw new AppError(
      'internal',
      'The model gave no usable numbers. Your conversation is safe; try again, and import the model anew if it goes on.',
    );
  }
  return best;
}
