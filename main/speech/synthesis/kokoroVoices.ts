import { z } from '../../../app/contract/zod.ts';
import { AppError } from '../../../app/contract/AppError.ts';
import { cutByPhonemes } from './cutByPhonemes.ts';
import type { VoiceFamily } from './VoiceFamily.ts';

const Options = z.object({ lexicons: z.string() });
/** Phonemes that a sentence may have: a speaker has 510 styles, one for each number of them. Some are kept for marks. */
const MOST_PHONEMES = 440;

/** Kokoro: one graph and a table of styles. Over a sentence of more phonemes than it has styles, the library ends the process. */
export const kokoroVoices: VoiceFamily = {
  family: 'kokoro',
  longest: 250,
  configure(options, { file, dataDir }) {
    const lexicons = Options.parse(options).lexicons.split(',').filter((name) => name !== '').map(file);
    // The library takes them as a list with commas between.
    if (lexicons.some((path) => path.includes(','))) {
      throw new AppError('unsupported', 'This voice cannot be read from a folder with a comma in its name; choose a home folder without one.');
    }
    return {
      kokoro: { model: file('voice.onnx'), voices: file('voices.bin'), tokens: file('tokens.txt'), dataDir, lexicon: lexicons.join(), lengthScale: 1 },
    };
  },
  cut: (text) => cutByPhonemes(text, MOST_PHONEMES),
};
