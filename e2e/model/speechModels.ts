import { join } from 'node:path';
import { createStarterSet } from '../../main/services/starter/createStarterSet.ts';
import { starterModels } from '../../main/services/starter/starterModels.ts';
import { forkSpawn } from '../../main/supervise/forkSpawn.ts';
import { activityModel } from '../../native-models/catalog/activityModel.ts';
import { phonemeData } from '../../native-models/catalog/phonemeData.ts';
import { voiceModel } from '../../native-models/catalog/voiceModel.ts';
import { loudSkip } from '../support/loudSkip.ts';

/** Where tests and benchmarks keep the models: with the checkout's own modules, so `npm ci` starts afresh. */
const CACHE = join(import.meta.dirname, '../../node_modules/.cache/headwater');

export interface SpeechModelPaths {
  /** the voice activity model */
  readonly activityFile: string;
  /** the prepared voice */
  readonly voice: string;
  readonly phonemes: string;
}

/**
 * What speech needs of the starter set, fetched and imported once by the product's own code; null, said on one loud
 * line, when it cannot be had. `HEADWATER_TEST_SPEECH_MODELS` names a folder that has copies: a folder in it for each
 * model, named by its id in the catalog.
 */
export async function speechModels(): Promise<SpeechModelPaths | null> {
  const own = process.env['HEADWATER_TEST_SPEECH_MODELS'];
  const environment = { ...process.env, ...(own && { HEADWATER_SPEECH_MODELS: own }) };
  const models = [...starterModels.readAloud, starterModels.captions[0]];
  try {
    const folders = await createStarterSet({ home: CACHE, spawn: forkSpawn, models, environment }).obtain();
    const folderOf = (id: string): string => folders[id] ?? '';
    const activityFile = join(folderOf(activityModel.info.id), activityModel.files[0]?.name ?? '');
    return { activityFile, voice: folderOf(voiceModel.info.id), phonemes: folderOf(phonemeData.info.id) };
  } catch (error) {
    loudSkip('everything that needs the models of speech', error instanceof Error ? error.message : String(error));
    return null;
  }
}
