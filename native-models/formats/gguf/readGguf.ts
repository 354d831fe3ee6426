import path from 'node:path';
import { AppError } from '../../../app/contract/AppError.ts';
import { quoted } from '../quoted.ts';
import { refusedFile } from '../refusedFile.ts';
import type { WeightTensor } from '../WeightTensor.ts';
import type { GgufFile } from './GgufFile.ts';
import { ggufLimits } from './ggufLimits.ts';
import type { GgufMetadata } from './GgufMetadata.ts';
import { readGgufShard } from './readGgufShard.ts';

const SHARD_NAME = /^(.*)-(\d{5})-of-(\d{5})\.gguf$/su;

/**
 * Reads metadata and tensor table of a GGUF file, never its weights. Of a split model (`name-00001-of-0000N.gguf`) any
 * shard may be named: all of them are read from the same folder and given as one.
 * Errors: those of `openWeightFile`; `bad-file`; `unsupported` (version, byte order, tensor types, by name).
 */
export async function readGguf(file: string): Promise<GgufFile> {
  const absolute = path.resolve(file);
  const files = shardFiles(absolute);
  const first = await readGgufShard(files[0]!);
  if (files.length === 1) {
    refuseLostShards(first.metadata, absolute);
    return { ...first, files };
  }

  const tensors = new Map<string, WeightTensor>();
  for (const [index, shard] of files.entries()) {
    const header =
      index === 0 ? first : await readGgufShard(shard).catch((error: unknown) => missingShard(shard, error));
    if (header.metadata.get('split.no') !== index || header.metadata.get('split.count') !== files.length) {
      throw refusedFile('bad-file', shard, `it does not say that it is part ${index + 1} of ${files.length}`);
    }
    for (const [name, tensor] of header.tensors) {
      if (tensors.has(name))
        throw refusedFile('bad-file', shard, `the tensor ${quoted(name)} is in two parts of the model`);
      tensors.set(name, tensor);
    }
  }
  const expected = first.metadata.get('split.tensors.count');
  if (expected !== undefined && expected !== tensors.size) {
    throw refusedFile('bad-file', absolute, `its parts hold ${tensors.size} tensors instead of ${String(expected)}`);
  }
  return { metadata: first.metadata, tensors, files };
}

/** All shards of the model that `file` belongs to, in order; the file alone when its name is not that of a shard. */
function shardFiles(file: string): string[] {
  const match = SHARD_NAME.exec(path.basename(file));
  if (!match) return [file];
  const [, stem, , total] = match;
  const count = Number(total);
  if (count < 1 || count > ggufLimits.shards) {
    throw refusedFile(
      'bad-file',
      file,
      `its name speaks of ${count} parts, and 1 to ${ggufLimits.shards} are possible`,
    );
  }
  return Array.from({ length: count }, (_, index) =>
    path.join(path.dirname(file), `${stem}-${String(index + 1).padStart(5, '0')}-of-${total}.gguf`),
  );
}

function refuseLostShards(metadata: GgufMetadata, file: string): void {
  const count = metadata.get('split.count');
  if (count === undefined || count === 0 || count === 1) return;
  throw refusedFile(
    'bad-file',
    file,
    `it is one of ${String(count)} parts but is not named like one ("name-00001-of-0000N.gguf")`,
  );
}

function missingShard(shard: string, error: unknown): never {
  if (!(error instanceof AppError) || error.code !== 'not-found') throw error;
  const name = path.basename(shard);
  throw new AppError('not-found', `The part "${name}" of this model is missing; put all its parts into one folder.`, {
    file: name,
  });
}
