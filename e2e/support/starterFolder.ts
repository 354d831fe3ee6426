import { join } from 'node:path';
import { createStarterSet } from '../../main/services/starter/createStarterSet.ts';
import { starterModels } from '../../main/services/starter/starterModels.ts';
import { forkSpawn } from '../../main/supervise/forkSpawn.ts';
import { loudSkip } from './loudSkip.ts';

/** Where tests keep models: with the checkout's own modules, so `npm ci` starts afresh. */
const CACHE = join(import.meta.dirname, '../../node_modules/.cache/headwater');

/**
 * A folder that has a starter set, for `HEADWATER_SPEECH_MODELS`: the one that `HEADWATER_TEST_SPEECH_MODELS` names, else
 * fetched once. Null, said on one loud line, when it cannot be had.
 */
export async function starterFolder(set: keyof typeof starterModels, purpose: string): Promise<string | null> {
  const own = process.env['HEADWATER_TEST_SPEECH_MODELS'];
  if (own) return own;
  try {
    await createStarterSet({ home: CACHE, spawn: forkSpawn, models: starterModels[set] }).obtain();
    return join(CACHE, 'downloads');
  } catch (error) {
    loudSkip(purpose, error instanceof Error ? error.message : String(error));
    return null;
  }
}
