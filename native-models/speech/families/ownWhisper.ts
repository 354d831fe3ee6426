import path from 'node:path';
import { AppError } from '../../../app/contract/AppError.ts';
import { readWhisperModel } from '../../families/whisper/readWhisperModel.ts';
import { whisperVersion } from '../../families/whisper/whisperVersion.ts';
import { refusedFile } from '../../formats/refusedFile.ts';
import type { SpeechFamily } from '../SpeechFamily.ts';
import type { SpeechFolder } from '../SpeechFolder.ts';

const CTRANSLATE2 = ['config.json', 'tokenizer.json', 'model.bin'];
const WEIGHTS = 'model.safetensors';
const INDEX = 'model.safetensors.index.json';
/** Other forms of the weights beside which a `config.json` may lie. */
const OTHER_WEIGHTS = /(?:^|\/)(?:pytorch_model.*\.bin|flax_model.*\.msgpack|tf_model\.h5|.*\.onnx)$/;

/**
 * Whisper of any size, as CTranslate2 converts it (faster-whisper's models: model.bin, config.json, tokenizer.json) or as
 * `transformers` saves it (safetensors). Our own graphs are made of it when it is first used, and no native library reads
 * these files.
 */
export const ownWhisper: SpeechFamily = {
  family: 'whisper',
  version: whisperVersion,
  about: 'Whisper as faster-whisper or Hugging Face has it',
  async detect(folder) {
    const isKnown = CTRANSLATE2.every((name) => folder.has(name)) || (await isFromHub(folder));
    if (!isKnown) return null;
    const { files, tokens } = await readWhisperModel(path.dirname(folder.pathOf('config.json')));
    const names = files.map((file) => path.basename(file));
    const kept = folder.has(INDEX) && !names.includes(WEIGHTS) ? [...names, INDEX] : names;
    return {
      name: folder.name,
      kind: 'streaming',
      languages: tokens.transcribe === null ? ['en'] : Object.keys(tokens.languages),
      files: Object.fromEntries(kept.map((name) => [name, { from: name }])),
      options: {},
    };
  },
};

/** A folder with safetensors of a Whisper. Errors: `not-found`, `unsupported` for half of one and for other weights. */
async function isFromHub(folder: SpeechFolder): Promise<boolean> {
  const hasWeights = folder.has(WEIGHTS) || folder.has(INDEX);
  if (!folder.has('config.json')) {
    if (!hasWeights) return false;
    throw new AppError('not-found', `${WEIGHTS} alone is no model, and nothing was changed; choose its folder, with config.json beside it.`);
  }
  const config = await folder.json('config.json');
  if (typeof config !== 'object' || config === null || !('model_type' in config) || config.model_type !== 'whisper') return false;
  if (hasWeights) return true;
  const other = folder.files.find((name) => OTHER_WEIGHTS.test(name));
  throw refusedFile('unsupported', other ?? folder.name, `its folder has no ${WEIGHTS}, the form of a Whisper that is read`);
}
