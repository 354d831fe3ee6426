import type { Sampling } from '../../../app/models/Sampling.ts';
import { greedyToken } from './greedyToken.ts';
import { largestTokens } from './largestTokens.ts';
import { penaliseRepetition } from './penaliseRepetition.ts';

/** Below exp(-40) of the likeliest token, all of a vocabulary together weigh less than a float64 can tell from zero. */
const NEGLIGIBLE = 40;

/**
 * Chooses the next token: repetition penalty, temperature, top-k, top-p, min-p, then one draw, each on the distribution
 * that the step before left (the order of transformers). Greedy when the temperature is 0.
 *
 * top-p keeps the fewest of the likeliest tokens whose probabilities reach `topP`; min-p those at least `minP` times as
 * likely as the likeliest. The likeliest always stays.
 *
 * @param logits `[vocab]`, not changed
 * @param written tokens the repetition penalty is about
 * @param uniform the draw, in [0, 1)
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
  const weigh = (token: number) => Math.exp((penalised[token]! - top) / temperature);
  const floor = top - temperature * Math.min(NEGLIGIBLE, minP > 0 ? -Math.log(minP) : Infinity);
  const candidates =
    topK > 0 ? largestTokens(penalised, Math.min(topK, penalised.length)) : tokensFrom(penalised, top - NEGLIGIBLE * temperature);
  const kept = topP < 1 ? nucleus(penalised, candidates, topP, weigh, topK > 0) : candidates;
  return draw(kept.filter((token) => token === best || penalised[token]! >= floor), weigh, uniform);
}

function tokensFrom(logits: Float32Array, floor: number): number[] {
  const tokens: number[] = [];
  for (let token = 0; token < logits.length; token++) if (logits[token]! >= floor) tokens.push(token);
  return tokens;
}

/** The fewest likeliest of `candidates` that weigh at least `topP` of all of them. */
function nucleus(
  logits: Float32Array,
  candidates: readonly number[],
  topP: number,
  weigh: (token: number) => number,
  sorted: boolean,
): readonly number[] {
  const wanted = topP * candidates.reduce((sum, token) => sum + weigh(token), 0);
  // The likeliest few dozen are nearly always enough; only a flat distribution makes a longer list worth sorting.
  for (let size = sorted ? candidates.length : 64; ; size *= 8) {
    const likeliest = sorted ? candidates : largestTokens(logits, Math.min(size, candidates.length));
    let sum = 0;
    const end = likeliest.findIndex((token) => (sum += weigh(token)) >= wanted);
    if (end >= 0) return likeliest.slice(0, end + 1);
    if (likeliest.length === candidates.length) return likeliest;
  }
}

function draw(tokens: readonly number[], weigh: (token: number) => number, uniform: number): number {
  const total = tokens.reduce((sum, token) => sum + weigh(token), 0);
  let left = uniform * total;
  for (const token of tokens) {
    left -= weigh(token);
    if (left < 0) return token;
  }
  return tokens.at(-1)!;
}
