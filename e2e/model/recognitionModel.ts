import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { recognitionModel } from '../../native-models/catalog/recognitionModel.ts';
import { compileWhisper } from '../../native-models/import/compileWhisper.ts';
import { fetchFolder } from '../../main/store/download/fetchFolder.ts';
import { loudSkip } from '../support/loudSkip.ts';

/** Where tests and benchmarks keep the model: with the checkout's own modules, so `npm ci` starts afresh. */
const CACHE = join(import.meta.dirname, '../../node_modules/.cache/headwater');

/**
 * The folder of the starter set's recognition model, fetched once by the product's own downloader; null, said on one
 * loud line, when no source has it. `HEADWATER_TEST_RECOGNITION_MODEL` names a copy that is on this machine already.
 */
export async function recognitionModelFolder(): Promise<string | null> {
  const folder = join(CACHE, 'downloads');
  try {
    await mkdir(folder, { recursive: true });
    return await fetchFolder({
      model: recognitionModel,
      given: process.env['HEADWATER_TEST_RECOGNITION_MODEL'] ?? null,
      folder,
      environment: process.env,
      signal: AbortSignal.timeout(15 * 60_000),
      onSource: (words) => process.stderr.write(`Recognition model: ${words}\n`),
      onPassedOver: (sentence) => process.stderr.write(`${sentence}\n`),
      onProgress: () => undefined,
    });
  } catch (error) {
    loudSkip('everything that needs the recognition model', error instanceof Error ? error.message : String(error));
    return null;
  }
}

/** The recognition model, compiled: a folder with `model.json`; null when it cannot be had. */
export async function recognitionModelDirectory(precision: 'fast' | 'exact'): Promise<string | null> {
  const folder = await recognitionModelFolder();
  return folder && compileWhisper(folder, join(CACHE, 'models'), { precision });
}
