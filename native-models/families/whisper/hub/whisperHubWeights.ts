import type { SafetensorsFile } from '../../../formats/safetensors/SafetensorsFile.ts';
import type { WeightTensor } from '../../../formats/WeightTensor.ts';
import type { LinearWeights } from '../../../graphs/DecoderModel.ts';
import type { NormWeights } from '../../../graphs/EncoderModel.ts';
import type { AttentionWeights, FeedForwardWeights, WhisperModel, WhisperSizes } from '../../../graphs/whisper/WhisperModel.ts';
import { TensorPlaces } from '../../TensorPlaces.ts';

/** What the logits come from; left out where it is the table of words, as in all published models. */
const HEAD = 'proj_out.weight';

/**
 * Finds every tensor of a Whisper model in safetensors weights and holds its shape against the sizes. Names may lack
 * `model.`, as those of a model that was saved without its head. A tensor that has no place in it is refused, for without
 * it the model would be another one.
 * Errors: `bad-file`; `unsupported`, by name.
 */
export function whisperHubWeights(
  file: SafetensorsFile,
  sizes: WhisperSizes,
  alignmentHeads: WhisperModel['alignmentHeads'],
  source: string,
): WhisperModel {
  const { hiddenSize, feedForwardSize, melBins, vocabSize, audioPositions, textPositions } = sizes;
  const prefix = file.tensors.has('model.decoder.embed_tokens.weight') ? 'model.' : '';
  const places = new TensorPlaces(file.tensors, source, 'config.json');
  const tensor = (name: string, ...shape: number[]): WeightTensor => places.take(`${prefix}${name}`, ...shape);
  const norm = (name: string): NormWeights => ({ scale: tensor(`${name}.weight`, hiddenSize), shift: tensor(`${name}.bias`, hiddenSize) });
  const matrix = (name: string, out: number, into: number): LinearWeights => ({ weight: { tensor: tensor(`${name}.weight`, out, into) } });
  const linear = (name: string, out: number, into: number): LinearWeights => ({ ...matrix(name, out, into), bias: { tensor: tensor(`${name}.bias`, out) } });
  const square = (name: string): LinearWeights => linear(name, hiddenSize, hiddenSize);
  const attention = (layer: string, name: string): AttentionWeights => ({
    norm: norm(`${layer}.${name}_layer_norm`),
    query: square(`${layer}.${name}.q_proj`),
    key: matrix(`${layer}.${name}.k_proj`, hiddenSize, hiddenSize),
    value: square(`${layer}.${name}.v_proj`),
    output: square(`${layer}.${name}.out_proj`),
  });
  const feedForward = (layer: string): FeedForwardWeights => ({
    norm: norm(`${layer}.final_layer_norm`),
    up: linear(`${layer}.fc1`, feedForwardSize, hiddenSize),
    down: linear(`${layer}.fc2`, hiddenSize, feedForwardSize),
  });
  const convolution = (index: number, into: number) => ({
    weight: tensor(`encoder.conv${index}.weight`, hiddenSize, into, 3),
    bias: tensor(`encoder.conv${index}.bias`, hiddenSize),
  });

  const words = tensor('decoder.embed_tokens.weight', vocabSize, hiddenSize);
  const model: WhisperModel = {
    sizes,
    convolutions: [convolution(1, melBins), convolution(2, hiddenSize)],
    audioPositions: tensor('encoder.embed_positions.weight', audioPositions, hiddenSize),
    encoderLayers: layers(sizes.encoderLayers, 'encoder', (layer) => ({ attention: attention(layer, 'self_attn'), feedForward: feedForward(layer) })),
    encoderNorm: norm('encoder.layer_norm'),
    words,
    head: file.tensors.has(HEAD) ? places.take(HEAD, vocabSize, hiddenSize) : words,
    textPositions: tensor('decoder.embed_positions.weight', textPositions, hiddenSize),
    decoderLayers: layers(sizes.decoderLayers, 'decoder', (layer) => ({
      attention: attention(layer, 'self_attn'),
      cross: attention(layer, 'encoder_attn'),
      feedForward: feedForward(layer),
    })),
    decoderNorm: norm('decoder.layer_norm'),
    alignmentHeads,
  };
  places.refuseOthers('a Whisper model');
  return model;
}

const layers = <T>(count: number, side: string, make: (layer: string) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(`${side}.layers.${index}`));
