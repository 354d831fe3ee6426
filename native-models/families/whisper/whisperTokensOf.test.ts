import { describe, expect, it } from 'vitest';
import { whisperTokensOf } from './whisperTokensOf.ts';

const NAMES = ['endoftext', 'startoftranscript', 'en', 'de', 'yue', 'translate', 'transcribe', 'startofprev', 'nospeech'];

/** Control tokens with ids from `first` on, the last one being the one against timestamps. */
function description(first: number, names: readonly string[]) {
  const flags = { special: true, lstrip: false, rstrip: false };
  const all = [...names, 'notimestamps'];
  return { addedTokens: all.map((name, index) => ({ id: first + index, content: `<|${name}|>`, ...flags })) };
}

describe('whisperTokensOf', () => {
  it('finds what steers a model of English alone, and passes its languages over', () => {
    const tokens = whisperTokensOf(description(100, NAMES), { vocabSize: 200, audioPositions: 50 });
    expect(tokens).toEqual({
      end: 100,
      start: 101,
      previous: 107,
      noSpeech: 108,
      noTimestamps: 109,
      firstTimestamp: 110,
      timestamps: 51,
      transcribe: null,
      languages: {},
    });
  });

  it('finds the languages of a model that knows some', () => {
    const tokens = whisperTokensOf(description(50_257, NAMES), { vocabSize: 51_865, audioPositions: 1_500 });
    expect(tokens).toMatchObject({ transcribe: 50_263, languages: { en: 50_259, de: 50_260, yue: 50_261 } });
  });

  it('takes the old name of the token that says that there is no speech', () => {
    const names = NAMES.map((name) => (name === 'nospeech' ? 'nocaptions' : name));
    expect(whisperTokensOf(description(100, names), { vocabSize: 200, audioPositions: 50 }).noSpeech).toBe(108);
  });

  it.each(['endoftext', 'startoftranscript', 'startofprev', 'nospeech'])('refuses a tokenizer without %s', (missing) => {
    const names = NAMES.filter((name) => name !== missing);
    const find = () => whisperTokensOf(description(100, names), { vocabSize: 200, audioPositions: 50 });
    expect(find).toThrow(expect.objectContaining({ code: 'bad-file', message: expect.stringContaining(missing) }));
  });

  it('refuses a model with too few ids', () => {
    const find = (vocabSize: number) => () => whisperTokensOf(description(100, NAMES), { vocabSize, audioPositions: 50 });
    expect(find(161)).not.toThrow();
    expect(find(160)).toThrow(/too few/);
    expect(find(105)).toThrow(/beyond/);
  });
});
