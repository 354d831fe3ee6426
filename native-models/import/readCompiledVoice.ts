import { CompiledVoice } from '../CompiledVoice.ts';
import { readCompiledFolder } from './readCompiledFolder.ts';

/** Reads `model.json` of a prepared voice; see `readCompiledFolder`. Errors: `bad-file`. */
export function readCompiledVoice(directory: string, check: 'quick' | 'thorough' = 'quick'): Promise<CompiledVoice> {
  return readCompiledFolder(directory, CompiledVoice, check);
}
