import { CompiledWhisper } from '../CompiledWhisper.ts';
import { readCompiledFolder } from './readCompiledFolder.ts';

/** Reads `model.json` of a compiled recognition model; see `readCompiledFolder`. Errors: `bad-file`. */
export function readCompiledWhisper(
  directory: string,
  check: 'quick' | 'thorough' = 'quick',
): Promise<CompiledWhisper> {
  return readCompiledFolder(directory, CompiledWhisper, check);
}
