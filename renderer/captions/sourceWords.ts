import type { SoundSource } from '../../app/captions/Recording.ts';

/** Where a recording's sound came from. */
export const SOURCE_WORDS: Readonly<Record<SoundSource, string>> = {
  microphone: 'Microphone',
  system: 'System sound',
  file: 'File',
};
