import { z } from '../../../app/contract/zod.ts';
import { openWeightFile } from '../openWeightFile.ts';
import { parseUntrustedJson } from '../parseUntrustedJson.ts';
import { quoted } from '../quoted.ts';
import { readBytes } from '../readBytes.ts';
import { refusedFile } from '../refusedFile.ts';
import { safetensorsLimits } from './safetensorsLimits.ts';

const Index = z.object({ weight_map: z.record(z.string(), z.string()) });
/** A bare file name: no separator, no drive, no leading dot, nothing that leads out of the folder. */
const SHARD_NAME = /^[A-Za-z0-9_][A-Za-z0-9_.\- ]{0,240}\.safetensors$/u;

/** `model.safetensors.index.json`: which shard (a bare file name in the same folder) holds which tensor. */
export async function readSafetensorsIndex(file: string): Promise<ReadonlyMap<string, string>> {
  const { handle, size } = await openWeightFile(file);
  try {
    if (size > safetensorsLimits.indexBytes) {
      throw refusedFile(
        'bad-file',
        file,
        `it has ${size} bytes, and ${safetensorsLimits.indexBytes} is the most that is read`,
      );
    }
    const text = new TextDecoder().decode(await readBytes(handle, file, 0, size));
    const index = Index.safeParse(parseUntrustedJson(text, file, 'it')).data;
    if (!index) throw refusedFile('bad-file', file, 'it has no table of weights ("weight_map")');
    const shardOf = new Map(Object.entries(index.weight_map));
    const shards = new Set(shardOf.values());
    for (const shard of shards) {
      if (!SHARD_NAME.test(shard))
        throw refusedFile('bad-file', file, `it names ${quoted(shard)}, which is no safetensors file beside it`);
    }
    if (shards.size === 0 || shards.size > safetensorsLimits.shards) {
      throw refusedFile(
        'bad-file',
        file,
        `it names ${shards.size} files, and 1 to ${safetensorsLimits.shards} are possible`,
      );
    }
    return shardOf;
  } finally {
    await handle.close();
  }
}
