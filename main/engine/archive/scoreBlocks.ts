import type { Representative } from './KvBlock.ts';

/**
 * How well blocks fit a question: per layer the cosine of the block's mean key with the question's mean query, summed
 * over the layers and divided by their number. One choice serves all layers (InfLLM, arXiv 2402.04617, chooses per
 * layer; ReKV, arXiv 2503.00540, scores by this cosine).
 *
 * The mean of all blocks' representatives is taken off first: keys have a large part in common that says nothing about
 * which block is meant, and the cosine would be all but the same for each.
 *
 * @param query `[layers, width]`, unrotated, averaged per group of heads
 */
export function scoreBlocks(blocks: readonly Representative[], query: Float32Array, width: number): Float64Array {
  const layers = query.length / width;
  const scores = new Float64Array(blocks.length);
  const common = new Float64Array(width);
  for (let layer = 0; layer < layers; layer++) {
    const from = layer * width;
    common.fill(0);
    if (blocks.length > 1) {
      for (const { levels, scales } of blocks) {
        const weight = scales[layer]! / blocks.length;
        for (let at = 0; at < width; at++) common[at]! += levels[from + at]! * weight;
      }
    }
    let querySquare = 0;
    for (let at = 0; at < width; at++) querySquare += query[from + at]! ** 2;
    blocks.forEach(({ levels, scales }, i) => {
      let [product, square] = [0, 0];
      for (let at = 0; at < width; at++) {
        const key = levels[from + at]! * scales[layer]! - common[at]!;
        product += key * query[from + at]!;
        square += key ** 2;
      }
      const length = Math.sqrt(square * querySquare);
      if (length > 0) scores[i]! += product / length / layers;
    });
  }
  return scores;
}
