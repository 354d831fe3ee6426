import { expect, it } from 'vitest';
import { wordsOfText } from './wordsOfText.ts';

it('spreads words over the sound by their letters, each with the space before it', () => {
  const words = wordsOfText(' We sail, at noon. ', 3_600);
  expect(words.map(({ text }) => text)).toEqual([' We', ' sail,', ' at', ' noon.']);
  expect(words.map(({ startMs }) => startMs)).toEqual([0, 600, 1_800, 2_400]);
  for (const [at, { startMs, endMs }] of words.entries()) {
    expect(endMs).toBeGreaterThan(startMs);
    expect(endMs).toBeLessThanOrEqual(words[at + 1]?.startMs ?? 3_800);
  }
});

it('takes a script without spaces character by character, and nothing for nothing', () => {
  expect(wordsOfText('我们走。', 1_000).map(({ text }) => text.trim())).toEqual(['我', '们', '走。']);
  expect(wordsOfText('  ', 1_000)).toEqual([]);
});
