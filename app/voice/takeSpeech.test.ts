import { expect, it } from 'vitest';
import { chunkSpeech } from './chunkSpeech.ts';
import type { SpeechChunk } from './SpeechChunk.ts';
import { takeSpeech } from './takeSpeech.ts';

const ANSWER = `As far as I know, **rain** falls from clouds. It costs 3.5 cents a drop (more or less. Really).

\`\`\`js
rain("One. Two. Three.");
\`\`\`
- one item that is long enough
- two items. See https://example.com/rain?x=1. That is all there is to it.`;

/** Speaks a text that comes in pieces of `size`. */
function stream(text: string, size: number): SpeechChunk[] {
  const chunks: SpeechChunk[] = [];
  let at = 0;
  for (let end = size; ; end += size) {
    const isFinal = end >= text.length;
    for (let chunk; (chunk = takeSpeech(text.slice(0, end), at, { isFirst: chunks.length === 0, isFinal })) !== null; at = chunk.to) {
      chunks.push(chunk);
    }
    if (isFinal) return chunks;
  }
}

it.each([1, 3, 7, 50, 1_000])('says a text that comes %i characters at a time as it says the whole', (size) => {
  const whole = [...chunkSpeech(ANSWER)];
  expect(whole.length).toBeGreaterThan(4);
  expect(stream(ANSWER, size)).toEqual(whole);
});

it('waits for the end of a piece of code', () => {
  const open = { isFirst: false, isFinal: false };
  expect(takeSpeech('```\nOne. Two three four five six seven eight nine. ', 0, open)).toBeNull();
  expect(takeSpeech('```\nOne.\n```\nTwo three four five six seven eight nine. ', 0, open)?.spoken).toBe(
    'A piece of code. Two three four five six seven eight nine.',
  );
  expect(takeSpeech('~~~\nOne.', 0, { isFirst: false, isFinal: true })?.spoken).toBe('A piece of code.');
});
