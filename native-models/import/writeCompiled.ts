import type { Sampling } from '../../app/models/Sampling.ts';
import { CompiledModel } from '../CompiledModel.ts';
import type { FamilyModel } from '../families/FamilyModel.ts';
import { buildDecoder } from '../graphs/buildDecoder.ts';
import { WeightsFile } from '../graphs/WeightsFile.ts';
import type { CompileOptions } from './compileModel.ts';
import { writeEmbedding } from './writeEmbedding.ts';
import { writeManifest } from './writeManifest.ts';
import { writeSynced } from './writeSynced.ts';

/** Sampling of a model that says nothing about it: careful, a little varied. */
const SAMPLING: Sampling = { temperature: 0.7, topK: 40, topP: 0.95, minP: 0.05, repetitionPenalty: 1.1, seed: null, stop: [] };

/** Fills the empty folder `directory` with a compiled model. Each file is on the disk when this returns. */
export async function writeCompiled(
  directory: string,
  model: FamilyModel,
  key: string,
  options: CompileOptions,
  onProgress: (fraction: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const weights = await WeightsFile.create(directory, 'decoder.bin');
  try {
    const onStep = (done: number, total: number) => onProgress((0.95 * done) / total);
    const graph = await buildDecoder(model.decoder, { precision: options.precision, weights, onStep, signal });
    await weights.flush();
    await writeSynced(directory, 'decoder.onnx', graph);
  } finally {
    await weights.close();
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
