import path from 'node:path';
import { readWhisperModel } from '../../families/whisper/readWhisperModel.ts';
import { whisperVersion } from '../../families/whisper/whisperVersion.ts';
import type { SpeechFamily } from '../SpeechFamily.ts';

const FILES = ['config.json', 'tokenizer.json', 'model.bin'];

/**
 * Whisper of any size as CTranslate2 converts it (faster-whisper's models): model.bin, config.json, tokenizer.json. Our
 * own graphs are made of it when it is first used, and no native library reads these files.
 */
export const ownWhisper: SpeechFamily = {
  family: 'whisper',
  version: whisperVersion,
  about: 'Whisper as faster-whisper has it',
  async detect(folder) {
    if (!FILES.every((name) => folder.has(name))) return null;
    const { tokens } = await readWhisperModel(path.dirname(folder.pathOf('model.bin')));
    return {
      name: folder.name,
      kind: 'streaming',
      languages: tokens.transcribe === null ? ['en'] : Object.keys(tokens.languages),
      files: Object.fromEntries(FILES.map((name) => [name, { from: name }])),
      options: {},
    };
  },
};
