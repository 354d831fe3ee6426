import { quoted } from '../formats/quoted.ts';
import { refusedFile } from '../formats/refusedFile.ts';
import { readSafetensors } from '../formats/safetensors/readSafetensors.ts';
import { bertFromHub } from './bert/bertFromHub.ts';
import type { EncoderFamilyModel } from './EncoderFamilyModel.ts';
import { readEncoderFolder } from './readEncoderFolder.ts';

/** Positions counted up, as integers: older files of BERT carry them, and they say nothing. */
const COUNTED = /(^|\.)embeddings\.(position_ids|token_type_ids)$/;

/**
 * Reads an embedding model from a folder with config.json, tokenizer.json and safetensors weights; not its weights.
 * Errors: those of the readers; `unsupported` for other architectures, by name.
 */
export async function readEncoderModel(directory: string): Promise<EncoderFamilyModel> {
  const folder = await readEncoderFolder(directory);
  const architecture = (folder.config as { model_type?: unknown } | null)?.model_type;
  if (architecture !== 'bert') {
    const name = typeof architecture === 'string' ? quoted(architecture) : 'which it does not name';
    const reason = `its architecture ${name} is not bert, the one for embedding that can be built so far`;
    throw refusedFile('unsupported', 'config.json', reason);
  }
  return bertFromHub(folder, await readSafetensors(directory, COUNTED));
}
