import type { WeightTensor } from '../../formats/WeightTensor.ts';
import type { LinearWeights } from '../DecoderModel.ts';
import type { NormWeights } from '../EncoderModel.ts';

/** The sizes of a Whisper model (Radford et al. 2022, arXiv:2212.04356). */
export interface WhisperSizes {
  readonly melBins: number;
  readonly hiddenSize: number;
  readonly feedForwardSize: number;
  readonly heads: number;
  readonly encoderLayers: number;
  readonly decoderLayers: number;
  readonly vocabSize: number;
  /** rows of the encoder's table of positions, each 20 ms of sound */
  readonly audioPositions: number;
  /** tokens of a transcript, prompt included */
  readonly textPositions: number;
}

/** Attention of a layer; its key has no bias. */
export interface AttentionWeights {
  readonly norm: NormWeights;
  readonly query: LinearWeights;
  readonly key: LinearWeights;
  readonly value: LinearWeights;
  readonly output: LinearWeights;
}

export interface FeedForwardWeights {
  readonly norm: NormWeights;
  readonly up: LinearWeights;
  readonly down: LinearWeights;
}

export interface WhisperEncoderLayer {
  readonly attention: AttentionWeights;
  readonly feedForward: FeedForwardWeights;
}

export interface WhisperDecoderLayer extends WhisperEncoderLayer {
  /** from a token to the sound */
  readonly cross: AttentionWeights;
}

/** A convolution over time: `[out, in, 3]`, and its bias. */
export interface ConvolutionWeights {
  readonly weight: WeightTensor;
  readonly bias: WeightTensor;
}

/** What a family makes of weights on disk: all that the graph builders need. Each norm comes before its part. */
export interface WhisperModel {
  readonly sizes: WhisperSizes;
  readonly convolutions: readonly [ConvolutionWeights, ConvolutionWeights];
  /** [audioPositions, hidden] */
  readonly audioPositions: WeightTensor;
  readonly encoderLayers: readonly WhisperEncoderLayer[];
  readonly encoderNorm: NormWeights;
  /** [vocabSize, hidden] */
  readonly words: WeightTensor;
  /** what the logits come from, [vocabSize, hidden]: the table of words again in all published models */
  readonly head: WeightTensor;
  /** [textPositions, hidden] */
  readonly textPositions: WeightTensor;
  readonly decoderLayers: readonly WhisperDecoderLayer[];
  readonly decoderNorm: NormWeights;
  /** [layer, head] of the decoder whose attention to the sound follows the words in time */
  readonly alignmentHeads: readonly (readonly [number, number])[];
}
