import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Sampling } from '../../app/models/Sampling.ts';
import { CompiledModel } from '../CompiledModel.ts';
import type { FamilyModel } from '../families/FamilyModel.ts';
import { buildDecoder } from '../graphs/buildDecoder.ts';
import { WeightsFile } from '../graphs/WeightsFile.ts';
import type { CompileOptions } from './compileModel.ts';
import { hashFile } from './hashFile.ts';
import { MANIFEST_FILE, type Manifest } from './Manifest.ts';
import { writeEmbedding } from './writeEmbedding.ts';

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
    await write(directory, 'decoder.onnx', graph);
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
  await write(directory, 'model.json', JSON.stringify(CompiledModel.parse(compiled), null, 2));
  await write(directory, 'tokenizer.json', JSON.stringify(model.tokenizer));
  await write(directory, 'chat_template.jinja', model.chatTemplate);
  signal?.throwIfAborted();
  await write(directory, MANIFEST_FILE, JSON.stringify(await manifestOf(directory, signal), null, 2));
}

async function manifestOf(directory: string, signal?: AbortSignal): Promise<Manifest> {
  const files: Manifest['files'] = {};
  for (const name of await readdir(directory)) {
    const file = path.join(directory, name);
    files[name] = { bytes: (await stat(file)).size, sha256: await hashFile(file, undefined, signal) };
  }
  return { files };
}

async function write(directory: string, name: string, content: string | Uint8Array): Promise<void> {
  const handle = await open(path.join(directory, name), 'wx');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
