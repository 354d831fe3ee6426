import { stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../app/contract/AppError.ts';
import { ggufFields } from '../formats/gguf/ggufFields.ts';
import { readGguf } from '../formats/gguf/readGguf.ts';
import { quoted } from '../formats/quoted.ts';
import { refusedFile } from '../formats/refusedFile.ts';
import { readSafetensors } from '../formats/safetensors/readSafetensors.ts';
import type { FamilyModel } from './FamilyModel.ts';
import { llamaFromGguf } from './llama/llamaFromGguf.ts';
import { llamaFromHub } from './llama/llamaFromHub.ts';
import { readHubFolder } from './readHubFolder.ts';

/**
 * Reads a model from `source`, a .gguf file or a folder with config.json and safetensors weights; not its weights.
 * Errors: those of the readers; `unsupported` for other architectures, by name.
 */
export async function readFamilyModel(source: string): Promise<FamilyModel> {
  const found = await stat(source).catch(() => undefined);
  if (!found) throw new AppError('not-found', `There is nothing at "${path.basename(source)}"; choose the model again.`);
  if (found.isDirectory()) {
    const folder = await readHubFolder(source);
    refuseOthers((folder.config as { model_type?: unknown } | null)?.model_type, 'config.json');
    return llamaFromHub(folder, await readSafetensors(source));
  }
  const file = await readGguf(source);
  refuseOthers(ggufFields(file.metadata, source).string('general.architecture'), source);
  return llamaFromGguf(file);
}

function refuseOthers(architecture: unknown, source: string): void {
  if (architecture === 'llama') return;
  const name = typeof architecture === 'string' ? quoted(architecture) : 'which it does not name';
  throw refusedFile('unsupported', source, `its architecture ${name} is not llama, the one that can be built so far`);
}
