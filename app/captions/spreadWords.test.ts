import { expect, it } from 'vitest';
import { spreadWords } from './spreadWords.ts';

it('gives every word of a better transcript to the line that it belongs to', () => {
  expect(spreadWords(['We sale at new.', 'The harbour his empty.'], ' We sail at noon. The harbour is empty.')).toEqual(['We sail at noon.', 'The harbour is empty.']);
  // A word that nobody had heard stays with the word before it; one that was none is gone.
  expect(spreadWords(['we sail', 'at noon noon'], 'We will sail away at noon.')).toEqual(['We will sail away', 'at noon.']);
  expect(spreadWords(['one', 'two', 'three'], 'one three')).toEqual(['one', '', 'three']);
});

it('knows scripts without spaces', () => {
  expect(spreadWords(['今天天器', '很好'], '今天天气，很好。')).toEqual(['今天天气，', '很好。']);
});

it('gives nothing where the transcript cannot be one of the same speech', () => {
  expect(spreadWords(['we sail at noon from the harbour'], 'Thank you.')).toBeNull();
  expect(spreadWords(['we sail'], '')).toBeNull();
  expect(spreadWords([], 'we sail')).toBeNull();
  expect(spreadWords(['a '.repeat(2_000)], 'a '.repeat(2_000))).toBeNull();
});
