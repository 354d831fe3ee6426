import { expect, it } from 'vitest';
import type { WhisperTokens } from '../../../native-models/families/whisper/WhisperTokens.ts';
import type { TokenDecoder } from '../whisper/TokenDecoder.ts';
import { languageOf } from './languageOf.ts';

const TOKENS: WhisperTokens = {
  end: 1, start: 2, previous: 3, noSpeech: 4, noTimestamps: 5, firstTimestamp: 6, timestamps: 2, transcribe: 9, languages: { en: 10, de: 11, fr: 12 },
};

function decoder() {
  const steps: [readonly number[], readonly number[]][] = [];
  let length = 0;
  const made: TokenDecoder = {
    positions: 10,
    room: 10,
    async step(tokens, rows) {
      steps.push([tokens, rows]);
      length += tokens.length;
      // The likeliest token of all is none of a language.
      return { logits: Float32Array.from({ length: 13 }, (_, token) => ({ 1: 9, 10: 1, 11: 3, 12: 2 })[token] ?? 0), alignment: new Float32Array() };
    },
    back: (tokens) => void (length -= tokens),
  };
  return { made, steps, length: () => length };
}

it('takes the language that is wanted, without asking the model', async () => {
  const { made, steps } = decoder();
  expect(await languageOf(made, TOKENS, 'fr')).toBe('fr');
  expect(await languageOf(made, { ...TOKENS, transcribe: null, languages: {} }, 'fr')).toBe('en');
  expect(steps).toEqual([]);
});

it('asks the model where none is wanted, or one that it does not know, and leaves the transcript empty', async () => {
  for (const wanted of [null, 'xx', 'constructor']) {
    const { made, steps, length } = decoder();
    expect(await languageOf(made, TOKENS, wanted)).toBe('de');
    expect([steps, length()]).toEqual([[[[2], [0]]], 0]);
  }
});
