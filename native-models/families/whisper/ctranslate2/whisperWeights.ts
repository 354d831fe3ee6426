import type { Ctranslate2File } from '../../../formats/ctranslate2/Ctranslate2File.ts';
import { quoted } from '../../../formats/quoted.ts';
import { refusedFile } from '../../../formats/refusedFile.ts';
import type { WeightTensor } from '../../../formats/WeightTensor.ts';
import type { LinearWeights } from '../../../graphs/DecoderModel.ts';
import type { NormWeights } from '../../../graphs/EncoderModel.ts';
import type { AttentionWeights, FeedForwardWeights, WhisperModel } from '../../../graphs/whisper/WhisperModel.ts';
import { TensorPlaces } from '../../TensorPlaces.ts';
import { whisperSizes } from './whisperSizes.ts';

/** An alias of the table of words. */
const HEAD = 'decoder/projection/weight';

/**
 * Finds every tensor of a Whisper model in a CTranslate2 file and holds its shape against the sizes. Fused products are
 * taken apart. A tensor that has no place in it is refused, for without it the model would be another one.
 * Errors: `bad-file`; `unsupported`, by name.
 */
export function whisperWeights(
  file: Ctranslate2File,
  alignmentHeads: WhisperModel['alignmentHeads'],
  source: string,
): WhisperModel {
  const sizes = whisperSizes(file, source);
  const { hiddenSize, feedForwardSize, melBins, encoderLayers, decoderLayers } = sizes;
  const places = new TensorPlaces(file.tensors, source);
  const tensor = (name: string, ...shape: number[]): WeightTensor => places.take(name, ...shape);
  const norm = (name: string): NormWeights => ({
    scale: tensor(`${name}/gamma`, hiddenSize),
    shift: tensor(`${name}/beta`, hiddenSize),
  });
  /** A product whose `count` equal parts lie one below the other. */
  const parts = (name: string, count: number): LinearWeights[] => {
    const weight = tensor(`${name}/weight`, count * hiddenSize, hiddenSize);
    const bias = tensor(`${name}/bias`, count * hiddenSize);
    return Array.from({ length: count }, (_, part) => ({
      weight: { tensor: partOf(weight, part, count) },
      bias: { tensor: partOf(bias, part, count) },
    }));
  };
  const linear = (name: string, out: number, into: number): LinearWeights => ({
    weight: { tensor: tensor(`${name}/weight`, out, into) },
    bias: { tensor: tensor(`${name}/bias`, out) },
  });
  const attention = (name: string, products: readonly LinearWeights[], output: string): AttentionWeights => {
    const [query, key, value] = products as [LinearWeights, LinearWeights, LinearWeights];
    return {
      norm: norm(`${name}/layer_norm`),
      query,
      key,
      value,
      output: linear(`${name}/${output}`, hiddenSize, hiddenSize),
    };
  };
  const selfAttention = (layer: string) =>
    attention(`${layer}/self_attention`, parts(`${layer}/self_attention/linear_0`, 3), 'linear_1');
  const crossAttention = (layer: string) => {
    const products = [...parts(`${layer}/attention/linear_0`, 1), ...parts(`${layer}/attention/linear_1`, 2)];
    return attention(`${layer}/attention`, products, 'linear_2');
  };
  const feedForward = (layer: string): FeedForwardWeights => ({
    norm: norm(`${layer}/ffn/layer_norm`),
    up: linear(`${layer}/ffn/linear_0`, feedForwardSize, hiddenSize),
    down: linear(`${layer}/ffn/linear_1`, hiddenSize, feedForwardSize),
  });
  const convolution = (index: number, into: number) => ({
    weight: tensor(`encoder/conv${index}/weight`, hiddenSize, into, 3),
    bias: tensor(`encoder/conv${index}/bias`, hiddenSize),
  });

  const words = tensor('decoder/embeddings/weight', sizes.vocabSize, hiddenSize);
  const model: WhisperModel = {
    sizes,
    convolutions: [convolution(1, melBins), convolution(2, hiddenSize)],
    audioPositions: tensor('encoder/position_encodings/encodings', sizes.audioPositions, hiddenSize),
    encoderLayers: layers(encoderLayers, 'encoder', (layer) => ({
      attention: selfAttention(layer),
      feedForward: feedForward(layer),
    })),
    encoderNorm: norm('encoder/layer_norm'),
    words,
    head: words,
    textPositions: tensor('decoder/position_encodings/encodings', sizes.textPositions, hiddenSize),
    decoderLayers: layers(decoderLayers, 'decoder', (layer) => ({
      attention: selfAttention(layer),
      cross: crossAttention(layer),
      feedForward: feedForward(layer),
    })),
    decoderNorm: norm('decoder/layer_norm'),
    alignmentHeads,
  };
  checkHead(file, words, source);
  places.refuseOthers('a Whisper model', (name) => name === HEAD);
  return model;
}

/** Rows of one of `count` equal parts. */
function partOf(tensor: WeightTensor, part: number, count: number): WeightTensor {
  const byteLength = tensor.byteLength / count;
  const shape = [tensor.shape[0]! / count, ...tensor.shape.slice(1)];
  return { ...tensor, name: `${tensor.name} ${part}`, shape, offset: tensor.offset + part * byteLength, byteLength };
}

/** The logits come from the table of words: a file with a matrix of its own for them is another model. */
function checkHead({ tensors }: Ctranslate2File, words: WeightTensor, source: string): void {
  if (tensors.get(HEAD)?.offset !== words.offset) {
    throw refusedFile('unsupported', source, `its ${quoted(HEAD)} is not its table of words`);
  }
}

const layers = <T>(count: number, side: string, make: (layer: string) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(`${side}/layer_${index}`));
