import type { WeightTensor } from '../formats/WeightTensor.ts';

/** Rows of a matrix as they lie in a file, and the order in which the graph wants them. */
export interface WeightRows {
  readonly tensor: WeightTensor;
  /** row of the file for each row of the graph; absent when they are the same */
  readonly order?: Int32Array;
}

/** A linear layer: `[out, in]`, and a bias `[out]` where the model has one. */
export interface LinearWeights {
  readonly weight: WeightRows;
  readonly bias?: WeightRows;
}

/** One transformer block, in the order of computation. */
export interface LayerWeights {
  readonly attentionNorm: WeightTensor;
  readonly query: LinearWeights;
  readonly key: LinearWeights;
  readonly value: LinearWeights;
  readonly output: LinearWeights;
  readonly feedForwardNorm: WeightTensor;
  readonly gate: LinearWeights;
  readonly up: LinearWeights;
  readonly down: LinearWeights;
}

/** The sizes of a decoder-only transformer, and its rope. */
export interface DecoderSizes {
  readonly layers: number;
  readonly hiddenSize: number;
  readonly feedForwardSize: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  readonly vocabSize: number;
  readonly trainedPositions: number;
  readonly normEpsilon: number;
  readonly rope: Rope;
}

/** Angle of pair i at a position: `position * inverseFrequencies[i]`; cos and sin are multiplied by `attentionFactor`. */
export interface Rope {
  readonly inverseFrequencies: Float64Array;
  readonly attentionFactor: number;
}

/** What a family makes of weights on disk: all that the graph builder needs, whatever the file format was. */
export interface DecoderModel {
  readonly sizes: DecoderSizes;
  readonly embedding: WeightTensor;
  readonly layers: readonly LayerWeights[];
  readonly finalNorm: WeightTensor;
  /** the embedding itself when the two are tied */
  readonly head: LinearWeights;
}
