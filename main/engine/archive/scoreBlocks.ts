import type { KvBlock } from './KvBlock.ts';

/** How sharply a vote goes to the tokens that are most alike: e to the power of so many times the cosine. */
const SHARPNESS = 15;
/** Tokens of a question that have votes; of more, those whose keys are the least like all others. */
const MAX_ASKING = 24;
/** What a block gets of the score of the block that it goes on with: a sentence may be in both. */
const ECHO = 0.5;

/** What a block is scored by. */
export type ScoredBlock = Pick<KvBlock, 'info' | 'representative'>;

/**
 * How well blocks fit a question. Each token of the question has, per head, one vote, which it divides between the
 * archived tokens by a softmax over the cosines of its key with theirs, and a block gets the largest part that one of its
 * tokens has (soft votes as in TokenSelect, the best token as representative as in InfLLM, arXiv 2402.04617): so what
 * every block says decides nothing. The mean of all archived keys is taken off first: keys have a large part in common
 * that says nothing about which token they are of. One choice serves all layers.
 *
 * Keys are compared with keys, not with queries: pre-rope queries of a small model found hardly more than chance.
 *
 * @param blocks in the order in which they were said
 * @param question keys of its tokens in the layer that is searched, `[kvHeads * headDim]` each, unrotated
 * @returns 0 to 1
 */
export function scoreBlocks(blocks: readonly ScoredBlock[], question: readonly Float32Array[], headDim: number): Float64Array {
  const scores = new Float64Array(blocks.length);
  const width = question[0]?.length ?? 0;
  if (blocks.length === 0 || width === 0) return scores;
  const heads = width / headDim;
  const common = meanKey(blocks, width);
  const asking = directions(question, common, headDim).slice(0, MAX_ASKING);
  const votes = asking.length * heads;
  const best = new Float32Array(blocks.length * votes);
  const sums = new Float64Array(votes);
  const row = new Float64Array(headDim);
  blocks.forEach(({ representative: { levels, scales } }, block) => {
    scales.forEach((scale, token) => {
      for (let head = 0; head < heads; head++) {
        const from = head * headDim;
        let square = 0;
        for (let at = 0; at < headDim; at++) {
          const value = levels[token * width + from + at]! * scale - common[from + at]!;
          row[at] = value;
          square += value ** 2;
        }
        if (square === 0) continue;
        const length = Math.sqrt(square);
        for (let i = 0; i < asking.length; i++) {
          const vote = Math.exp(SHARPNESS * (product(row, asking[i]!, from) / length - 1));
          const to = i * heads + head;
          sums[to]! += vote;
          if (vote > best[block * votes + to]!) best[block * votes + to] = vote;
        }
      }
    });
  });
  blocks.forEach((_, block) => {
    for (let i = 0; i < votes; i++) if (sums[i]! > 0) scores[block]! += best[block * votes + i]! / sums[i]! / votes;
  });
  const goesOn = blocks.map(({ info }, i) => i > 0 && info.firstPosition === blocks[i - 1]!.info.lastPosition + 1);
  return scores.map((score, i) => (score + (goesOn[i] ? ECHO * scores[i - 1]! : 0)) / (1 + ECHO));
}

/** Of a head's part of two rows. */
function product(part: Float64Array, row: Float64Array, from: number): number {
  let sum = 0;
  for (let at = 0; at < part.length; at++) sum += part[at]! * row[from + at]!;
  return sum;
}

/** The mean of all archived keys, `[width]`. */
function meanKey(blocks: readonly ScoredBlock[], width: number): Float64Array {
  const mean = new Float64Array(width);
  let tokens = 0;
  for (const { representative: { levels, scales } } of blocks) {
    scales.forEach((scale, token) => {
      for (let at = 0; at < width; at++) mean[at]! += levels[token * width + at]! * scale;
    });
    tokens += scales.length;
  }
  return mean.map((sum) => sum / tokens);
}

/** Keys less what they have in common, each head's part of length 1; those first whose keys are the least common. */
function directions(keys: readonly Float32Array[], common: Float64Array, headDim: number): Float64Array[] {
  const withDistance = keys.map((key) => {
    const direction = Float64Array.from(key, (value, at) => value - common[at]!);
    let distance = 0;
    for (let from = 0; from < key.length; from += headDim) {
      const part = direction.subarray(from, from + headDim);
      const length = Math.hypot(...part);
      distance += length / (Math.hypot(...common.subarray(from, from + headDim)) || 1);
      if (length > 0) part.forEach((value, at) => (part[at] = value / length));
    }
    return { direction, distance };
  });
  return withDistance.toSorted((a, b) => b.distance - a.distance).map(({ direction }) => direction);
}
