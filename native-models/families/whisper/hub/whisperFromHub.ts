import path from 'node:path';
import { readSafetensors } from '../../../formats/safetensors/readSafetensors.ts';
import { parseTokenizerJson } from '../../../tokenizer/parseTokenizerJson.ts';
import type { TokenizerDescription } from '../../../tokenizer/TokenizerDescription.ts';
import { createFolderReader } from '../../createFolderReader.ts';
import { checked } from '../../checked.ts';
import { checkTokens } from '../checkTokens.ts';
import type { WhisperFamilyModel } from '../WhisperFamilyModel.ts';
import type { WhisperTokens } from '../WhisperTokens.ts';
import { whisperTokensOf } from '../whisperTokensOf.ts';
import { whisperVersion } from '../whisperVersion.ts';
import { alignmentHeadsOf } from './alignmentHeadsOf.ts';
import { hubTokenizer } from './hubTokenizer.ts';
import { WhisperGenerationConfig, WhisperHubConfig } from './WhisperHubConfig.ts';
import { whisperHubSizes } from './whisperHubSizes.ts';
import { whisperHubWeights } from './whisperHubWeights.ts';

/** A blank, as byte-level tokens have it. */
const BLANK = '\u0120';

/**
 * Reads a Whisper model from a folder as `transformers` saves it: config.json, generation_config.json where there is one,
 * tokenizer.json or vocab.json with merges.txt, and model.safetensors, whole or in parts; not its weights.
 * Errors: those of the readers; `bad-file` and `unsupported`, by name.
 */
export async function whisperFromHub(directory: string): Promise<WhisperFamilyModel> {
  const folder = createFolderReader(directory);
  const config = checked(WhisperHubConfig, await folder.required('config.json'), 'config.json');
  const generation = checked(WhisperGenerationConfig, (await folder.json('generation_config.json')) ?? {}, 'generation_config.json');
  const sizes = whisperHubSizes(config, 'config.json');
  const tokenizer = await hubTokenizer(folder);
  const description = parseTokenizerJson(tokenizer);
  const tokens = whisperTokensOf(description, sizes);
  const named = generation.suppress_tokens ?? config.suppress_tokens ?? [];
  // A config.json has the defaults of another vocabulary where generation_config.json has what is meant.
  const suppressedAtBegin = generation.begin_suppress_tokens ?? config.begin_suppress_tokens ?? atBegin(description, tokens);
  checkTokens([...named, ...suppressedAtBegin], sizes, generation.suppress_tokens || generation.begin_suppress_tokens ? 'generation_config.json' : 'config.json');
  const weights = await readSafetensors(directory);
  return {
    family: 'whisper',
    familyVersion: whisperVersion,
    name: path.basename(path.resolve(directory)),
    model: whisperHubWeights(weights, sizes, alignmentHeadsOf(generation.alignment_heads, sizes), 'model.safetensors'),
    tokens,
    suppressed: [...new Set([...named, ...controls(description, tokens)])],
    suppressedAtBegin,
    files: [...folder.files, ...weights.files],
    tokenizer,
  };
}

/** Tokens that steer, which tuned models often forget to name: no transcript has them but the one at its end. */
const controls = ({ addedTokens }: TokenizerDescription, { start, noTimestamps }: WhisperTokens): number[] =>
  addedTokens.map(({ id }) => id).filter((id) => id >= start && id < noTimestamps);

/** What no transcript begins with where the folder does not say it, as in OpenAI's program: a blank, and the end. */
const atBegin = ({ vocabulary }: TokenizerDescription, { end }: WhisperTokens): number[] => {
  const blank = vocabulary.get(BLANK);
  return blank === undefined ? [end] : [blank, end];
};
