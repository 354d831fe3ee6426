import type { Sampling } from '../../../app/models/Sampling.ts';
import { greedyToken } from './greedyToken.ts';
import { largestTokens } from './largestTokens.ts';
import { nucleus } from './nucleus.ts';
import { penaliseRepetition } from './penaliseRepetition.ts';

/** Below exp(-40) of the likeliest token, all of a vocabulary together weigh less than a float64 can tell from zero. */
const NEGLIGIBLE = 40;

/**
 * Chooses the next token: repetition penalty, temperature, top-k, top-p, min-p, then one draw, each on the distribution
 * that the step before left (the order of transformers). Greedy when the temperature is 0.
 *
 * min-p (arXiv 2407.01082) keeps what is at least `minP` times as likely as the likeliest token. That one always stays.
 *
 * @param logits `[vocab]`, not changed
 * @param written tokens the repetition penalty is about
 * @param uniform the draw, in [0, 1); tokens are laid out in the order of their ids
 * @throws AppError `internal` when no logit is a finite number
 */
export function sampleToken(
  logits: Float32Array,
  sampling: Omit<Sampling, 'seed' | 'stop'>,
  written: readonly number[],
  uniform: number,
): number {
  const { temperature, topK, topP, minP } = sampling;
  const penalised = penaliseRepetition(logits, written, sampling.repetitionPenalty);
  const best = greedyToken(penalised);
  if (temperature === 0 || topK === 1) return best;

  const top = penalised[best]!;
  const candidates =
    topK > 0 && topK < penalised.length
      ? Int32Array.from(largestTokens(penalised, topK)).toSorted()
      : tokensFrom(penalised, top - NEGLIGIBLE * temperature);
  const distances = new Float64Array(candidates.length);
  const weights = new Float64Array(candidates.length);
  for (let i = 0; i < candidates.length; i++) {
    distances[i] = (top - penalised[candidates[i]!]!) / temperature;
    weights[i] = Math.exp(-distances[i]!);
  }
  if (topP < 1) keepOnly(nucleus(distances, weights, topP), weights);
  return candidates[draw(weights, minP, uniform)]!;
}

function tokensFrom(logits: Float32Array, floor: number): Int32Array {
  const tokens = new Int32Array(logits.length);
  let count = 0;
  for (let token = 0; token < logits.length; token++) if (logits[token]! >= floor) tokens[count++] = token;
  return tokens.subarray(0, count);
}

/** Takes the weight of all others away. */
function keepOnly(kept: Int32Array, weights: Float64Array): void {
  const all = weights.slice();
  weights.fill(0);
  for (const i of kept) weights[i] = all[i]!;
}

/** Index of the drawn weight among those that are not 0 and at least `minP` (the largest weight is 1). */
function draw(weights: Float64Array, minP: number, uniform: number): number {
  const least = Math.max(minP, Number.MIN_VALUE);
  let total = 0;
  for (const weight of weights) if (weight >= least) total += weight;
  let left = uniform * total;
  let drawn = -1;
  for (let i = 0; i < weights.length && left >= 0; i++) {
    if (weights[i]! < least) continue;
    drawn = i;
    left -= weights[i]!;
  }
  return drawn;
}
