import { expect, it } from 'vitest';
import { promptTokens } from './promptTokens.ts';

const english = {
  end: 10,
  start: 11,
  previous: 12,
  noSpeech: 13,
  noTimestamps: 14,
  firstTimestamp: 15,
  timestamps: 5,
  transcribe: null,
  languages: {},
};
const all = { ...english, transcribe: 20, languages: { en: 21, de: 22 } };
const plain = { timestamps: true, language: 'en', previous: [] };

it('begins a transcript as the model was trained to', () => {
  expect(promptTokens(english, 48, plain)).toEqual([11]);
  expect(promptTokens(english, 48, { ...plain, timestamps: false })).toEqual([11, 14]);
  expect(promptTokens(all, 48, { ...plain, language: 'de' })).toEqual([11, 22, 20]);
  expect(promptTokens(english, 48, { ...plain, previous: [1, 2] })).toEqual([12, 1, 2, 11]);
});

it('takes the last of a long text before', () => {
  const previous = Array.from({ length: 100 }, (_, at) => at);
  expect(promptTokens(english, 8, { ...plain, previous })).toEqual([12, 97, 98, 99, 11]);
});

it('refuses a language that the model does not know', () => {
  expect(() => promptTokens(all, 48, { ...plain, language: 'xx' })).toThrow(
    expect.objectContaining({ code: 'unsupported' }),
  );
});
