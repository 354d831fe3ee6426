import { expect, it } from 'vitest';
import { maskedLine } from './maskedLine.ts';

const word = (text: string) => ({ text, startMs: 0, endMs: 1, probability: null });
const line = { id: 'a', recordingId: 'r', index: 0, startMs: 0, endMs: 1, text: 'Shit happens', words: [word(' Shit'), word(' happens')], corrected: 'Shit, it happens', speaker: 'Ada', edited: false };

it('hides it in the text, word by word, in the corrected copy and in the translation, and changes nothing else', () => {
  expect(maskedLine({ ...line, translation: { language: 'de', text: 'Der Bullshit', corrected: 'Bullshit' } })).toEqual({
    ...line,
    text: 'S*** happens',
    words: [word(' S***'), word(' happens')],
    corrected: 'S***, it happens',
    translation: { language: 'de', text: 'Der B*******', corrected: 'B*******' },
  });
  expect(maskedLine({ ...line, corrected: null }).corrected).toBeNull();
});
