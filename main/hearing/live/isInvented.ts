import type { HeardPass } from '../whisper/transcribe.ts';

/** What Whisper says to noise and breath, learnt from the ends of subtitled films. */
const OFTEN_INVENTED = new Set([
  'you',
  'bye',
  'bye bye',
  'thank you',
  'thank you very much',
  'thank you so much',
  'thank you for watching',
  'thank you so much for watching',
  'thanks for watching',
  'please subscribe',
  'subscribe',
  'subtitles by the amara org community',
]);
/** Of a word that was really said, even by a small model. */
const SURE = 0.6;
/** As OpenAI's decoding has them: likely no speech, and unlikely words. */
const NO_SPEECH = 0.6;
const UNLIKELY = -1;

/** Whether a pass over a phrase wrote down what nobody said. */
export function isInvented({ words, noSpeech, meanLogProbability }: HeardPass): boolean {
  if (noSpeech > NO_SPEECH && meanLogProbability < UNLIKELY) return true;
  const text = words
    .map((word) => word.text)
    .join('')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  if (text === '') return true;
  return OFTEN_INVENTED.has(text) && words.some(({ probability }) => probability < SURE);
}
