import type { WeightTensor } from '../formats/WeightTensor.ts';
import type { LinearWeights } from './DecoderModel.ts';

/** Layer normalisation with its two vectors, `[hidden]` each. */
export interface NormWeights {
  readonly scale: WeightTensor;
  readonly shift: WeightTensor;
}

/** One block of an encoder, in the order of computation; each norm follows the sum with what came before. */
export interface EncoderLayer {
  readonly query: LinearWeights;
  readonly key: LinearWeights;
  readonly value: LinearWeights;
  readonly output: LinearWeights;
  readonly attentionNorm: NormWeights;
  readonly up: LinearWeights;
  readonly down: LinearWeights;
  readonly feedForwardNorm: NormWeights;
}

/** The sizes of an encoder-only transformer. */
export interface EncoderSizes {
  readonly layers: number;
  readonly hiddenSize: number;
  readonly feedForwardSize: number;
  readonly heads: number;
  readonly vocabSize: number;
  /** rows of the table of positions: no text is longer */
  readonly positions: number;
  readonly types: number;
  readonly normEpsilon: number;
}

/** What a family makes of weights on disk, for a vector of a text: the mean over its tokens, of unit length. */
export interface EncoderModel {
  readonly sizes: EncoderSizes;
  /** [vocabSize, hidden] */
  readonly words: WeightTensor;
  /** [positions, hidden] */
  readonly positions: WeightTensor;
  /** [types, hidden]; only row 0 is used: a text alone is of the first type */
  readonly types: WeightTensor;
  readonly embeddingNorm: NormWeights;
  readonly layers: readonly EncoderLayer[];
}
