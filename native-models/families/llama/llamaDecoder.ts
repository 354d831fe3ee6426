import { quoted } from '../../formats/quoted.ts';
import { refusedFile } from '../../formats/refusedFile.ts';
import { tensorTypeLayout } from '../../formats/tensorTypeLayout.ts';
import type { WeightFile } from '../../formats/WeightFile.ts';
import type { WeightTensor } from '../../formats/WeightTensor.ts';
import type { DecoderModel, DecoderSizes, LayerWeights, LinearWeights } from '../../graphs/DecoderModel.ts';
import { TensorPlaces } from '../TensorPlaces.ts';
import type { LlamaNames } from './LlamaNames.ts';
import { unpermutedRows } from './unpermutedRows.ts';

export interface LlamaLayout {
  readonly names: LlamaNames;
  /** GGUF's converter interleaves the halves of each head in q and k */
  readonly permuted: boolean;
  /** false: the head is the embedding, whatever else the file holds */
  readonly ownHead: boolean;
  /** named in errors */
  readonly source: string;
}

/** Tensors that change nothing: rope's frequencies follow from the configuration, or are read with it. */
const REDUNDANT = /(^|\.)(rotary_emb\.inv_freq|rope_freqs\.weight)$/;

/**
 * Finds every tensor of a llama model and holds its shape against the sizes. A head that should be there and is not is
 * the embedding (tied). A tensor that has no place in a llama is refused, for without it the model would be another one.
 * Errors: `bad-file`; `unsupported`.
 */
export function llamaDecoder(file: Pick<WeightFile, 'tensors'>, sizes: DecoderSizes, layout: LlamaLayout): DecoderModel {
  const { names, source } = layout;
  const { hiddenSize, feedForwardSize, heads, kvHeads, headDim, vocabSize } = sizes;

  const places = new TensorPlaces(file.tensors, source);
  const tensor = (name: string, ...shape: number[]): WeightTensor => {
    const found = places.take(name, ...shape);
    if (shape.length === 1 && tensorTypeLayout[found.type].elements > 1) {
      throw refusedFile('unsupported', source, `the tensor ${quoted(name)} is a vector of type ${found.type}`);
    }
    return found;
  };
  const linear = (name: string, out: number, into: number, permutedHeads = 0): LinearWeights => {
    const rows = (found: WeightTensor) =>
      layout.permuted && permutedHeads > 0 ? { tensor: found, order: unpermutedRows(permutedHeads, headDim) } : { tensor: found };
    const bias = file.tensors.has(`${name}.bias`) ? { bias: rows(tensor(`${name}.bias`, out)) } : {};
    return { weight: rows(tensor(`${name}.weight`, out, into)), ...bias };
  };
  const layer = (index: number): LayerWeights => {
    const prefix = names.layer(index);
    return {
      attentionNorm: tensor(`${prefix}${names.attentionNorm}.weight`, hiddenSize),
      query: linear(prefix + names.query, heads * headDim, hiddenSize, heads),
      key: linear(prefix + names.key, kvHeads * headDim, hiddenSize, kvHeads),
      value: linear(prefix + names.value, kvHeads * headDim, hiddenSize),
      output: linear(prefix + names.output, hiddenSize, heads * headDim),
      feedForwardNorm: tensor(`${prefix}${names.feedForwardNorm}.weight`, hiddenSize),
      gate: linear(prefix + names.gate, feedForwardSize, hiddenSize),
      up: linear(prefix + names.up, feedForwardSize, hiddenSize),
      down: linear(prefix + names.down, hiddenSize, feedForwardSize),
    };
  };

  const embedding = tensor(`${names.embedding}.weight`, vocabSize, hiddenSize);
  const headName = `${names.head}.weight`;
  const ownHead = layout.ownHead && file.tensors.has(headName);
  const model: DecoderModel = {
    sizes,
    embedding,
    layers: Array.from({ length: sizes.layers }, (_, index) => layer(index)),
    finalNorm: tensor(`${names.finalNorm}.weight`, hiddenSize),
    head: ownHead ? linear(names.head, vocabSize, hiddenSize) : { weight: { tensor: embedding } },
  };
  places.refuseOthers('a llama', (name) => name === headName || REDUNDANT.test(name));
  return model;
}
