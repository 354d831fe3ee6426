import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InstalledSpeech } from '../../../native-models/speech/InstalledSpeech.ts';
import type { PlacedSpeech } from '../speechModels/SpeechModels.ts';

/**
 * The languages that an installed recogniser can be told: all that it knows, when it is one that listens to that. Most
 * streaming ones write down whatever they were made for, and have nothing to be told.
 */
export async function tellableLanguages({ model, directory }: PlacedSpeech): Promise<readonly string[]> {
  if (model.family === 'whisper') return model.languages;
  try {
    const { options } = InstalledSpeech.parse(JSON.parse(await readFile(join(directory, 'model.json'), 'utf8')));
    return options['languageOption'] === true ? model.languages : [];
  } catch {
    return [];
  }
}
