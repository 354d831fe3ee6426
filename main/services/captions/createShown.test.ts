import { expect, test } from 'vitest';
import type { CaptionLine } from '../../../app/captions/CaptionLine.ts';
import { wordConfidence } from '../../../app/captions/wordConfidence.ts';
import { createShown } from './createShown.ts';

const word = (text: string) => ({ text, startMs: 0, endMs: 1, probability: null });
const line = (id: string, more: Partial<CaptionLine> = {}): CaptionLine => {
  return { id, recordingId: 'r', index: 0, startMs: 0, endMs: 0, text: id, words: [], corrected: null, speaker: null, edited: false, ...more };
};

test('what is shown: the phrase while it is spoken, then its lines; the last dozen of them', () => {
  const shown = createShown();
  let changes = 0;
  shown.changes.subscribe(() => (changes += 1));
  const phrase = { number: 3, committed: [word(' We'), word(' sail')], tentative: [word(' at')], final: false, heardMs: 0 };
  shown.take({ kind: 'phrase', phrase }, 'r');
  expect(shown.now()).toEqual({ lines: [], phrase: { id: 'r-3', committed: ' We sail', tentative: ' at', sure: wordConfidence(phrase.committed) } });
  // Nobody speaks in another recording: that says nothing about this one.
  shown.take({ kind: 'phrase', phrase: null }, 'other');
  expect(shown.now().phrase).not.toBeNull();
  for (let i = 0; i < 20; i++) shown.take({ kind: 'line', line: line(`r-3-${i}`) }, 'r');
  shown.take({ kind: 'phrase', phrase: null }, 'r');
  expect(shown.now().phrase).toBeNull();
  expect(shown.now().lines.map(({ id }) => id)).toEqual(Array.from({ length: 12 }, (_, i) => `r-3-${i + 8}`));
  expect(changes).toBe(22);
});

test('lines that are changed or removed by hand change where they stand, and old ones do not come back', () => {
  const shown = createShown();
  shown.take({ kind: 'line', line: line('r-0-0') }, 'r');
  shown.take({ kind: 'line', line: line('r-0-1') }, 'r');
  shown.take({ kind: 'line', line: line('r-0-0', { text: 'changed', edited: true, speaker: 'Ada' }) }, 'r');
  shown.take({ kind: 'line', line: line('q-7-0', { edited: true }) }, 'q');
  shown.take({ kind: 'removed', lineId: 'r-0-1' }, 'r');
  expect(shown.now().lines).toEqual([{ id: 'r-0-0', text: 'changed', speaker: 'Ada', sure: [] }]);
});

test('swear words are hidden from the moment the person wants that, in all that is shown', () => {
  let masked = false;
  const shown = createShown(() => masked);
  shown.take({ kind: 'line', line: line('r-0-0', { text: 'Shit happens', translation: { language: 'de', text: 'Der Bullshit' } }) }, 'r');
  shown.take({ kind: 'phrase', phrase: { number: 1, committed: [word(' Oh fuck')], tentative: [word(' bitch')], final: false, heardMs: 0 } }, 'r');
  expect(shown.now().lines[0]?.text).toBe('Shit happens');
  masked = true;
  expect(shown.now()).toMatchObject({ lines: [{ text: 'S*** happens', translation: 'Der B*******' }], phrase: { committed: ' Oh f***', tentative: ' b****' } });
});
