import { z } from '../../../app/contract/zod.ts';
import { LONGEST_CHUNK } from '../../../app/voice/cutSpeech.ts';
import type { VoiceFamily } from './VoiceFamily.ts';

const Options = z.object({ noiseScale: z.number(), noiseScaleW: z.number(), lengthScale: z.number() });

/** Piper: one graph (VITS). Chance in the sound and its rhythm, and how long it is drawn, are the voice's own settings. */
export const piperVoices: VoiceFamily = {
  family: 'piper',
  longest: LONGEST_CHUNK,
  configure: (options, { file, dataDir }) => ({ vits: { model: file('voice.onnx'), tokens: file('tokens.txt'), dataDir, ...Options.parse(options) } }),
};
