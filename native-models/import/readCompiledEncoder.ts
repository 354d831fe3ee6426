import { CompiledEncoder } from '../CompiledEncoder.ts';
import { readCompiledFolder } from './readCompiledFolder.ts';

/** Reads `model.json` of a compiled embedding model; see `readCompiledFolder`. Errors: `bad-file`. */
export function readCompiledEncoder(directory: string, check: 'quick' | 'thorough' = 'quick'): Promise<CompiledEncoder> {
  return readCompiledFolder(directory, CompiledEncoder, check);
}
