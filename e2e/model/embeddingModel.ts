import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { embeddingModel } from '../../native-models/catalog/embeddingModel.ts';
import { compileEncoder } from '../../native-models/import/compileEncoder.ts';
import { fetchFolder } from '../../main/store/download/fetchFolder.ts';
import { loudSkip } from '../support/loudSkip.ts';

/** Where tests and benchmarks keep the model: with the checkout's own modules, so `npm ci` starts afresh. */
const CACHE = join(import.meta.dirname, '../../node_modules/.cache/headwater');

/**
 * The folder of the starter set's embedding model, fetched once by the product's own downloader; null, said on one loud
 * line, when no source has it. `HEADWATER_TEST_EMBEDDING_MODEL` names a copy that is on this machine already.
 */
export async function embeddingModelFolder(): Promise<string | null> {
  const folder = join(CACHE, 'downloads');
  try {
    await mkdir(folder, { recursive: true });
    return await fetchFolder({
      model: embeddingModel,
      given: process.env['HEADWATER_TEST_EMBEDDING_MODEL'] ?? null,
      folder,
      environment: process.env,
      signal: AbortSignal.timeout(15 * 60_000),
      onSource: (words) => process.stderr.write(`Embedding model: ${words}\n`),
      onPassedOver: (sentence) => process.stderr.write(`${sentence}\n`),
      onProgress: () => undefined,
    });
  } catch (error) {
    loudSkip('everything that needs the embedding model', error instanceof Error ? error.message : String(error));
    return null;
  }
}

/** The embedding model, compiled: a folder with `model.json`; null when it cannot be had. */
export async function embeddingModelDirectory(precision: 'fast' | 'exact'): Promise<string | null> {
  const folder = await embeddingModelFolder();
  return folder && compileEncoder(folder, join(CACHE, 'models'), { precision });
}
