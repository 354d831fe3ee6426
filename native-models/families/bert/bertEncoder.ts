import { quoted } from '../../formats/quoted.ts';
import { refusedFile } from '../../formats/refusedFile.ts';
import { tensorTypeLayout } from '../../formats/tensorTypeLayout.ts';
import type { WeightFile } from '../../formats/WeightFile.ts';
import type { WeightTensor } from '../../formats/WeightTensor.ts';
import type { LinearWeights } from '../../graphs/DecoderModel.ts';
import type { EncoderLayer, EncoderModel, EncoderSizes, NormWeights } from '../../graphs/EncoderModel.ts';
import { TensorPlaces } from '../TensorPlaces.ts';

/** Tensors that a text's vector does not depend on: the pooler and heads of other tasks. */
const UNUSED = /^(pooler|cls)\./;
const PREFIX = 'bert.';

const withoutPrefix = (name: string) => (name.startsWith(PREFIX) ? name.slice(PREFIX.length) : name);

/**
 * Finds every tensor of a BERT model and holds its shape against the sizes. The names may begin with `bert.`. A tensor
 * that has no place in it is refused, for without it the model would be another one. Errors: `bad-file`; `unsupported`.
 */
export function bertEncoder(file: Pick<WeightFile, 'tensors'>, sizes: EncoderSizes, source: string): EncoderModel {
  const { hiddenSize, feedForwardSize, vocabSize, positions, types } = sizes;
  const tensors = new Map([...file.tensors].map(([name, tensor]) => [withoutPrefix(name), tensor]));
  const places = new TensorPlaces(tensors, source);
  const tensor = (name: string, ...shape: number[]): WeightTensor => {
    const found = places.take(name, ...shape);
    if (tensorTypeLayout[found.type].elements > 1) {
      throw refusedFile('unsupported', source, `the tensor ${quoted(name)} is of type ${found.type}`);
    }
    return found;
  };
  const linear = (name: string, out: number, into: number): LinearWeights => ({
    weight: { tensor: tensor(`${name}.weight`, out, into) },
    bias: { tensor: tensor(`${name}.bias`, out) },
  });
  const norm = (name: string): NormWeights => ({
    scale: tensor(`${name}.weight`, hiddenSize),
    shift: tensor(`${name}.bias`, hiddenSize),
  });
  const layer = (index: number): EncoderLayer => {
    const prefix = `encoder.layer.${index}.`;
    return {
      query: linear(`${prefix}attention.self.query`, hiddenSize, hiddenSize),
      key: linear(`${prefix}attention.self.key`, hiddenSize, hiddenSize),
      value: linear(`${prefix}attention.self.value`, hiddenSize, hiddenSize),
      output: linear(`${prefix}attention.output.dense`, hiddenSize, hiddenSize),
      attentionNorm: norm(`${prefix}attention.output.LayerNorm`),
      up: linear(`${prefix}intermediate.dense`, feedForwardSize, hiddenSize),
      down: linear(`${prefix}output.dense`, hiddenSize, feedForwardSize),
      feedForwardNorm: norm(`${prefix}output.LayerNorm`),
    };
  };
  const model: EncoderModel = {
    sizes,
    words: tensor('embeddings.word_embeddings.weight', vocabSize, hiddenSize),
    positions: tensor('embeddings.position_embeddings.weight', positions, hiddenSize),
    types: tensor('embeddings.token_type_embeddings.weight', types, hiddenSize),
    embeddingNorm: norm('embeddings.LayerNorm'),
    layers: Array.from({ length: sizes.layers }, (_, index) => layer(index)),
  };
  places.refuseOthers('a BERT model', (name) => UNUSED.test(name));
  return model;
}
