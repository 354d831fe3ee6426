import type { WhisperTokens } from '../../../native-models/families/whisper/WhisperTokens.ts';
import type { TokenDecoder } from '../whisper/TokenDecoder.ts';

/**
 * What is spoken, for a model of several languages: the one that is wanted, else the one whose token the model thinks the
 * likeliest after the start of a transcript (Radford et al. 2022, section 2.3). A model of English alone hears English.
 */
export async function languageOf(decoder: TokenDecoder, { transcribe, languages, start }: WhisperTokens, wanted: string | null): Promise<string> {
  if (transcribe === null) return 'en';
  if (wanted !== null && Object.hasOwn(languages, wanted)) return wanted;
  const { logits } = await decoder.step([start], [0]);
  decoder.back(1);
  const likelihood = ([, token]: readonly [string, number]): number => logits[token] ?? -Infinity;
  const [first = ['en', 0] as const, ...others] = Object.entries(languages);
  return others.reduce((best, one) => (likelihood(one) > likelihood(best) ? one : best), first)[0];
}
