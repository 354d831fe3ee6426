import { LONGEST_CHUNK } from '../../../app/voice/cutSpeech.ts';
import type { VoiceFamily } from './VoiceFamily.ts';

/** Fewer sound metallic, more take longer: the makers' own choice. */
const STEPS = 5;

/** Supertonic: four graphs that read letters. It makes a whole piece at once, from noise, in a few steps. */
export const supertonicVoices: VoiceFamily = {
  family: 'supertonic',
  longest: LONGEST_CHUNK,
  configure: (_options, { file }) => ({
    supertonic: {
      durationPredictor: file('duration_predictor.onnx'),
      textEncoder: file('text_encoder.onnx'),
      vectorEstimator: file('vector_estimator.onnx'),
      vocoder: file('vocoder.onnx'),
      ttsJson: file('tts.json'),
      unicodeIndexer: file('unicode_indexer.bin'),
      voiceStyle: file('voice.bin'),
    },
  }),
  prepare: () =>
    Promise.resolve(({ text, speaker, speed }) => ({
      text,
      enableExternalBuffer: false,
      generationConfig: { sid: speaker, speed, numSteps: STEPS, extra: { lang: 'en' } },
    })),
};
