import { readCompiledFolder } from '../import/readCompiledFolder.ts';
import { InstalledSpeech } from './InstalledSpeech.ts';

/**
 * Reads `model.json` of an installed speech model, and makes sure that every file is, byte for byte, what was checked when
 * it was installed: a native library that ends the process over a wrong byte reads them next. Errors: `bad-file`.
 */
export function readInstalledSpeech(directory: string): Promise<InstalledSpeech> {
  return readCompiledFolder(directory, InstalledSpeech, 'thorough');
}
