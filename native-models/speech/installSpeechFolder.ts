import { stat } from 'node:fs/promises';
import path from 'node:path';
import { installSpeech } from './installSpeech.ts';
import { readSpeechFolder } from './readSpeechFolder.ts';

/** Share of the work that the pronunciation data takes. */
const DATA_SHARE = 0.2;

/**
 * Installs what a person gave: a model, and with it the pronunciation data in its `espeak-ng-data`, which becomes a model
 * of its own that all voices share. Returns the folder of the model. Errors: those of `installSpeech`; of data that is
 * refused nothing is installed.
 */
export async function installSpeechFolder(
  source: string,
  speechFolder: string,
  onProgress?: (fraction: number) => void,
  signal?: AbortSignal,
): Promise<string> {
  const data = path.join(source, 'espeak-ng-data');
  const hasData = await stat(data).then((found) => found.isDirectory(), () => false);
  const before = hasData ? DATA_SHARE : 0;
  // Refused now, or a model that is told to have failed would be there nevertheless.
  if (hasData) await readSpeechFolder(data);
  // The model first: data that came with something that is none is not wanted.
  const directory = await installSpeech(source, speechFolder, (fraction) => onProgress?.(fraction * (1 - before)), signal);
  if (hasData) await installSpeech(data, speechFolder, (fraction) => onProgress?.(1 - before + fraction * before), signal);
  return directory;
}
