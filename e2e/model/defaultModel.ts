import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultModel } from '../../native-models/catalog/defaultModel.ts';
import { compileModel } from '../../native-models/import/compileModel.ts';
import { fetchModel } from '../../main/store/download/fetchModel.ts';
import { loudSkip } from '../support/loudSkip.ts';

/** Where tests and benchmarks keep the default model: with the checkout's own modules, so `npm ci` starts afresh. */
const CACHE = join(import.meta.dirname, '../../node_modules/.cache/headwater');

/**
 * The default model's weights (a GGUF file), fetched once by the product's own downloader; null, said on one loud line,
 * when no source has it. `HEADWATER_TEST_MODEL` names a copy that is on this machine already.
 */
export async function defaultModelFile(): Promise<string | null> {
  const folder = join(CACHE, 'downloads');
  try {
    await mkdir(folder, { recursive: true });
    return await fetchModel({
      model: defaultModel,
      given: process.env['HEADWATER_TEST_MODEL'] ?? null,
      folder,
      environment: process.env,
      signal: AbortSignal.timeout(15 * 60_000),
      onSource: (words) => process.stderr.write(`Default model: ${words}\n`),
      onPassedOver: (sentence) => process.stderr.write(`${sentence}\n`),
      onProgress: () => undefined,
    });
  } catch (error) {
    loudSkip('everything that needs the default model', error instanceof Error ? error.message : String(error));
    return null;
  }
}

/** The default model, compiled: a folder with `model.json`; null when the weights cannot be had. */
export async function defaultModelDirectory(precision: 'fast' | 'exact'): Promise<string | null> {
  const file = await defaultModelFile();
  return file && compileModel(file, join(CACHE, 'models'), { precision, sampling: defaultModel.sampling });
}
