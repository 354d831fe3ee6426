import type { Sampling } from '../../app/models/Sampling.ts';
import { CompiledModel } from '../CompiledModel.ts';
import type { FamilyModel } from '../families/FamilyModel.ts';
import type { GraphKind } from '../graphs/DecoderContext.ts';
import type { DecoderModel } from '../graphs/DecoderModel.ts';
import { buildDecoder } from '../graphs/buildDecoder.ts';
import type { CompileOptions } from './compileModel.ts';
import { writeEmbedding } from './writeEmbedding.ts';
import { writeGraphs } from './writeGraphs.ts';
import { writeManifest } from './writeManifest.ts';
import { writeSynced } from './writeSynced.ts';

/** Sampling of a model that says nothing about it: careful, a little varied. */
const SAMPLING: Sampling = { temperature: 0.7, topK: 40, topP: 0.95, minP: 0.05, repetitionPenalty: 1.1, seed: null, stop: [] };

/** A second set of weights is memory that a person has for other things: larger models make do with one. */
const LARGEST_BULK = 512 << 20;

/** Fills the empty folder `directory` with a compiled model. Each file is on the disk when this returns. */
export async function writeCompiled(
  directory: string,
  model: FamilyModel,
  key: string,
  options: CompileOptions,
  onProgress: (fraction: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const kinds: GraphKind[] = options.precision === 'fast' && bulkBytes(model.decoder) <= LARGEST_BULK ? ['fast', 'bulk'] : [options.precision];
  for (const [index, kind] of kinds.entries()) {
    const onStep = (done: number, total: number) => onProgress((0.95 * (index + done / total)) / kinds.length);
    await writeGraph(directory, model.decoder, kind, onStep, signal);
  }
  const embedding = await writeEmbedding(model.decoder.embedding, directory);
  const { sizes } = model.decoder;
  const compiled: CompiledModel = {
    format: 1,
    name: model.name,
    family: model.family,
    familyVersion: model.familyVersion,
    key,
    layers: sizes.layers,
    hiddenSize: sizes.hiddenSize,
    heads: sizes.heads,
    kvHeads: sizes.kvHeads,
    headDim: sizes.headDim,
    vocabSize: sizes.vocabSize,
    trainedPositions: sizes.trainedPositions,
    rope: { inverseFrequencies: [...sizes.rope.inverseFrequencies], attentionFactor: sizes.rope.attentionFactor },
    embedding,
    endTokens: [...model.endTokens],
    beginToken: model.beginToken,
    sampling: { ...SAMPLING, ...model.sampling, ...options.sampling },
  };
  await writeSynced(directory, 'model.json', JSON.stringify(CompiledModel.parse(compiled), null, 2));
  await writeSynced(directory, 'tokenizer.json', JSON.stringify(model.tokenizer));
  await writeSynced(directory, 'chat_template.jinja', model.chatTemplate);
  await writeManifest(directory, signal);
}

async function writeGraph(
  directory: string,
  model: DecoderModel,
  kind: GraphKind,
  onStep: (done: number, total: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const name = kind === 'bulk' ? 'bulk' : 'decoder';
  await writeGraphs(directory, name, async (weights) => {
    const { plain, scored } = await buildDecoder(model, kind, { weights, onStep, signal });
    return { [`${name}.onnx`]: plain, [`${name}.scored.onnx`]: scored };
  });
}

/** About the size of a `bulk` graph's weights: a byte for each. */
function bulkBytes({ sizes, layers }: DecoderModel): number {
  const { hiddenSize, feedForwardSize, heads, kvHeads, headDim, vocabSize } = sizes;
  const ofLayer = hiddenSize * (2 * (heads + kvHeads) * headDim + 3 * feedForwardSize);
  return layers.length * ofLayer + vocabSize * hiddenSize;
}
