import { CompiledModel } from '../CompiledModel.ts';
import { readCompiledFolder } from './readCompiledFolder.ts';

/** Reads `model.json` of a compiled chat model; see `readCompiledFolder`. Errors: `bad-file`. */
export function readCompiled(directory: string, check: 'quick' | 'thorough' = 'quick'): Promise<CompiledModel> {
  return readCompiledFolder(directory, CompiledModel, check);
}
