import { expect, test } from 'vitest';
import type { SpeechModel } from '../../../app/models/SpeechModel.ts';
import { describeSpeech } from './describeSpeech.ts';

const model: SpeechModel = {
  id: '0'.repeat(64), name: 'de_DE-thorsten', kind: 'voice', family: 'piper', languages: ['de_DE'], bytes: 63_200_000, licence: 'CC0-1.0',
  speakers: 1, speakerNames: [], missing: null,
};

test('tells what a model is for, its languages, size and licence', () => {
  expect(describeSpeech(model)).toBe('Voice · German (Germany) · 63 MB · CC0-1.0');
  expect(describeSpeech({ ...model, languages: ['no language!'], speakers: 904, licence: null })).toBe(
    'Voice · no language! · 904 speakers · 63 MB · its files name no licence',
  );
  expect(describeSpeech({ ...model, kind: 'pronunciation', languages: ['de', 'en', 'fr', 'it'], speakers: 0 })).toBe(
    'Pronunciation for voices · 4 languages · 63 MB · CC0-1.0',
  );
});
