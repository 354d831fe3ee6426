import { stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../../app/contract/AppError.ts';
import { quoted } from '../quoted.ts';
import { refusedFile } from '../refusedFile.ts';
import type { WeightTensor } from '../WeightTensor.ts';
import { readSafetensorsIndex } from './readSafetensorsIndex.ts';
import { readSafetensorsShard } from './readSafetensorsShard.ts';
import type { SafetensorsFile } from './SafetensorsFile.ts';

const SINGLE = 'model.safetensors';
const INDEX = 'model.safetensors.index.json';

/**
 * Reads the tensor table of safetensors weights, never the weights. `source` is a `.safetensors` file, an
 * `*.index.json` of shards, or a folder with `model.safetensors` or `model.safetensors.index.json`.
 * Tensors whose name matches `without` are left out: those that a family has no use for may be of any type.
 * Errors: those of `openWeightFile`; `bad-file`; `unsupported` (tensor types, by name).
 */
export async function readSafetensors(source: string, without?: RegExp): Promise<SafetensorsFile> {
  const file = await weightsOf(path.resolve(source));
  if (!file.endsWith('.json')) return { ...(await readSafetensorsShard(file, without)), files: [file] };

  const shardOf = await readSafetensorsIndex(file);
  const names = [...new Set(shardOf.values())].toSorted();
  const metadata = new Map<string, string>();
  const tensors = new Map<string, WeightTensor>();
  for (const name of names) {
    const shard = path.join(path.dirname(file), name);
    const header = await readSafetensorsShard(shard, without);
    for (const [key, value] of header.metadata) metadata.set(key, value);
    for (const [tensorName, tensor] of header.tensors) {
      if (shardOf.get(tensorName) !== name) {
        throw refusedFile(
          'bad-file',
          shard,
          `it holds the tensor ${quoted(tensorName)}, which the index does not place there`,
        );
      }
      tensors.set(tensorName, tensor);
    }
  }
  const missing = [...shardOf.keys()].find((name) => !tensors.has(name) && !without?.test(name));
  if (missing !== undefined)
    throw refusedFile('bad-file', file, `no file holds the tensor ${quoted(missing)} that it names`);
  return { metadata, tensors, files: names.map((name) => path.join(path.dirname(file), name)) };
}

async function weightsOf(source: string): Promise<string> {
  if (!(await isFolder(source))) return source;
  for (const name of [SINGLE, INDEX]) {
    const file = path.join(source, name);
    if (await exists(file)) return file;
  }
  const folder = path.basename(source);
  const message = `The folder "${folder}" holds neither ${SINGLE} nor ${INDEX}; choose the folder of a model.`;
  throw new AppError('not-found', message, { folder });
}

const isFolder = (file: string): Promise<boolean> =>
  stat(file).then(
    (found) => found.isDirectory(),
    () => false,
  );
const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );
