import type { Word } from '../../../app/captions/Word.ts';
import { wordsOfTokens } from './wordsOfTokens.ts';

/**
 * Words of a text whose times nobody knows, each with the space before it: spread over the sound, `durationMs` long, by
 * their letters.
 */
export function wordsOfText(text: string, durationMs: number): Word[] {
  const tokens = Array.from(` ${text.trim()}`);
  const startMs = tokens.map((_, at) => (at * durationMs) / tokens.length);
  return wordsOfTokens({ tokens, startMs, probabilities: [] }, { fromMs: 0, capitals: false });
}
