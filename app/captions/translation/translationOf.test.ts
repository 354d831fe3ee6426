import { expect, test } from 'vitest';
import { translationOf } from './translationOf.ts';

const translation = { language: 'de', text: 'Wir verkaufen.', corrected: 'Wir segeln.' } as const;

test('each copy has its own translation; until it is there the corrected one shows that of the live line', () => {
  const line = { corrected: 'We sail.', translation };
  expect(translationOf(line, 'live')?.text).toBe('Wir verkaufen.');
  expect(translationOf(line, 'corrected')?.text).toBe('Wir segeln.');
  expect(translationOf({ ...line, translation: { language: 'de', text: 'Wir verkaufen.' } }, 'corrected')?.text).toBe('Wir verkaufen.');
});

test('a line without a corrected text, or without a translation, is as it is', () => {
  expect(translationOf({ corrected: null, translation }, 'corrected')?.text).toBe('Wir verkaufen.');
  expect(translationOf({ corrected: 'We sail.', translation: undefined }, 'corrected')).toBeUndefined();
});
