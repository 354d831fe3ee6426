import { readFile } from 'node:fs/promises';
import { z } from '../../../app/contract/zod.ts';
import { LONGEST_CHUNK } from '../../../app/voice/cutSpeech.ts';
import type { VoiceFamily } from './VoiceFamily.ts';

const Options = z.object({ rates: z.string().regex(/^\d+(?:,\d+)*$/) });
/** The flow is made for one step. */
const STEPS = 1;

/** Pocket TTS: a language model of sound. It speaks in the voice of a recording, at the speed of that. */
export const pocketVoices: VoiceFamily = {
  family: 'pocket',
  longest: LONGEST_CHUNK,
  configure: (_options, { file }) => ({
    pocket: {
      lmMain: file('lm_main.onnx'),
      lmFlow: file('lm_flow.onnx'),
      encoder: file('encoder.onnx'),
      decoder: file('decoder.onnx'),
      textConditioner: file('text_conditioner.onnx'),
      vocabJson: file('vocab.json'),
      tokenScoresJson: file('token_scores.json'),
      // The sound of a recording is turned into a voice once, and kept.
      voiceEmbeddingCacheCapacity: 8,
    },
  }),
  async prepare(options, { file }) {
    const rates = Options.parse(options).rates.split(',').map(Number);
    const clips = await Promise.all(
      rates.map(async (referenceSampleRate, at) => {
        const bytes = Uint8Array.from(await readFile(file(`clip-${at}.bin`)));
        return { referenceAudio: new Float32Array(bytes.buffer), referenceSampleRate };
      }),
    );
    return ({ text, speaker, speed }) => ({
      text,
      enableExternalBuffer: false,
      generationConfig: { ...(clips[speaker] ?? clips[0]), sid: 0, speed, numSteps: STEPS },
    });
  },
};
