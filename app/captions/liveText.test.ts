import { expect, test } from 'vitest';
import { liveText } from './liveText.ts';

test('the last three rows of 42 characters, with speakers; what may still change is left out', () => {
  const lines = [
    { id: 'a-0-0', text: 'This was said long ago.', speaker: null },
    { id: 'a-1-0', text: 'The harbour is empty, and nobody knows when the boats will come back.', speaker: 'Ada' },
  ];
  const phrase = { id: 'a-2', committed: ' We wait', tentative: ' a while' };
  expect(liveText({ lines, phrase })).toBe('Ada: The harbour is empty, and nobody\nknows when the boats will come back.\nWe wait\n');
  expect(liveText({ lines: [], phrase: { ...phrase, committed: '' } })).toBe('\n');
  const hostile = liveText({ lines: [{ id: 'x-0-0', text: `a\nb\u0000${'c'.repeat(200)}`, speaker: 'x\ny' }], phrase: null });
  expect(hostile.trimEnd().split('\n')).toHaveLength(3);
  for (const row of hostile.split('\n')) expect(row.length).toBeLessThanOrEqual(42);
});
