import { stat } from 'node:fs/promises';
import path from 'node:path';
import { whisperFromCtranslate2 } from './ctranslate2/whisperFromCtranslate2.ts';
import { whisperFromHub } from './hub/whisperFromHub.ts';
import type { WhisperFamilyModel } from './WhisperFamilyModel.ts';

/**
 * Reads a Whisper model from its folder, in one of two forms: CTranslate2's `model.bin`, or safetensors as `transformers`
 * saves them; not its weights. Errors: those of the readers; `bad-file` and `unsupported`, by name.
 */
export async function readWhisperModel(directory: string): Promise<WhisperFamilyModel> {
  const exists = (name: string): Promise<boolean> => stat(path.join(directory, name)).then(() => true, () => false);
  const isHub = (await exists('model.safetensors')) || (await exists('model.safetensors.index.json'));
  return isHub && !(await exists('model.bin')) ? whisperFromHub(directory) : whisperFromCtranslate2(directory);
}
