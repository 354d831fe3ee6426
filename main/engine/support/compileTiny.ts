import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compileModel } from '../../../native-models/import/compileModel.ts';

const GOLDEN = path.join(import.meta.dirname, '../../../native-models/golden/tiny');

/**
 * Compiles one of the committed tiny random models for a test, with fp32 activations and cache, or as a person's are.
 *
 * @returns its folder, and a function that deletes it
 */
export async function compileTiny(
  name: string,
  precision: 'exact' | 'fast' = 'exact',
): Promise<{ directory: string; remove: () => Promise<void> }> {
  const home = await mkdtemp(path.join(tmpdir(), 'headwater-tiny-'));
  const directory = await compileModel(path.join(GOLDEN, name), home, { precision });
  return { directory, remove: () => rm(home, { recursive: true, force: true }) };
}
