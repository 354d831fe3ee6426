import path from 'node:path';
import { readCtranslate2 } from '../../../formats/ctranslate2/readCtranslate2.ts';
import { refusedFile } from '../../../formats/refusedFile.ts';
import { parseTokenizerJson } from '../../../tokenizer/parseTokenizerJson.ts';
import { createFolderReader } from '../../createFolderReader.ts';
import { checked } from '../../checked.ts';
import { checkTokens } from '../checkTokens.ts';
import type { WhisperFamilyModel } from '../WhisperFamilyModel.ts';
import { whisperTokensOf } from '../whisperTokensOf.ts';
import { whisperVersion } from '../whisperVersion.ts';
import { WhisperConfig } from './WhisperConfig.ts';
import { whisperWeights } from './whisperWeights.ts';

/**
 * Reads a Whisper model from a folder with config.json, tokenizer.json and CTranslate2's model.bin; not its weights.
 * Errors: those of the readers; `bad-file` and `unsupported`, by name.
 */
export async function whisperFromCtranslate2(directory: string): Promise<WhisperFamilyModel> {
  const folder = createFolderReader(directory);
  const config = checked(WhisperConfig, await folder.required('config.json'), 'config.json');
  const tokenizer = await folder.required('tokenizer.json');
  const weights = await readCtranslate2(path.join(directory, 'model.bin'));
  const model = whisperWeights(weights, config.alignment_heads, 'model.bin');
  const { decoderLayers, heads } = model.sizes;
  const strange = config.alignment_heads.find(([layer, head]) => layer >= decoderLayers || head >= heads);
  if (strange)
    throw refusedFile(
      'bad-file',
      'config.json',
      `it names head ${strange[1]} of layer ${strange[0]}, which the model lacks`,
    );
  checkTokens([...config.suppress_ids, ...config.suppress_ids_begin], model.sizes, 'config.json');
  return {
    family: 'whisper',
    familyVersion: whisperVersion,
    name: path.basename(path.resolve(directory)),
    model,
    tokens: whisperTokensOf(parseTokenizerJson(tokenizer), model.sizes),
    suppressed: config.suppress_ids,
    suppressedAtBegin: config.suppress_ids_begin,
    files: [...folder.files, ...weights.files],
    tokenizer,
  };
}
