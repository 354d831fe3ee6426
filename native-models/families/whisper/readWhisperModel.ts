import path from 'node:path';
import { readCtranslate2 } from '../../formats/ctranslate2/readCtranslate2.ts';
import { refusedFile } from '../../formats/refusedFile.ts';
import type { WhisperModel } from '../../graphs/whisper/WhisperModel.ts';
import { parseTokenizerJson } from '../../tokenizer/parseTokenizerJson.ts';
import { createFolderReader } from '../createFolderReader.ts';
import { WhisperConfig } from './WhisperConfig.ts';
import type { WhisperTokens } from './WhisperTokens.ts';
import { whisperTokensOf } from './whisperTokensOf.ts';
import { whisperVersion } from './whisperVersion.ts';
import { whisperWeights } from './whisperWeights.ts';

/** A Whisper model as read from its folder, ready to be compiled; nothing large in memory. */
export interface WhisperFamilyModel {
  readonly family: string;
  readonly familyVersion: number;
  readonly name: string;
  readonly model: WhisperModel;
  readonly tokens: WhisperTokens;
  /** tokens that no transcript has, and that none begins with */
  readonly suppressed: readonly number[];
  readonly suppressedAtBegin: readonly number[];
  /** all files that the result depends on */
  readonly files: readonly string[];
  /** content of tokenizer.json */
  readonly tokenizer: unknown;
}

/**
 * Reads a Whisper model from a folder with config.json, tokenizer.json and CTranslate2's model.bin; not its weights.
 * Errors: those of the readers; `bad-file` and `unsupported`, by name.
 */
export async function readWhisperModel(directory: string): Promise<WhisperFamilyModel> {
  const folder = createFolderReader(directory);
  const parsed = WhisperConfig.safeParse(await folder.required('config.json'));
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw refusedFile('bad-file', 'config.json', `"${issue.path.join('.')}": ${issue.message}`);
  }
  const config = parsed.data;
  const tokenizer = await folder.required('tokenizer.json');
  const weights = await readCtranslate2(path.join(directory, 'model.bin'));
  const model = whisperWeights(weights, config.alignment_heads, 'model.bin');
  const { decoderLayers, heads, vocabSize } = model.sizes;
  const strange = config.alignment_heads.find(([layer, head]) => layer >= decoderLayers || head >= heads);
  if (strange)
    throw refusedFile(
      'bad-file',
      'config.json',
      `it names head ${strange[1]} of layer ${strange[0]}, which the model lacks`,
    );
  const unknown = [...config.suppress_ids, ...config.suppress_ids_begin].find((id) => id >= vocabSize);
  if (unknown !== undefined)
    throw refusedFile('bad-file', 'config.json', `it names the token ${unknown}, and the model knows ${vocabSize}`);
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
