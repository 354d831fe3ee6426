import { describe, expect, it } from 'vitest';
import type { TokenDecoder } from '../whisper/TokenDecoder.ts';
import { decodeGreedy } from './decodeGreedy.ts';

const tokens = {
  end: 10,
  start: 11,
  previous: 12,
  noSpeech: 13,
  noTimestamps: 14,
  firstTimestamp: 15,
  timestamps: 500,
  transcribe: null,
  languages: {},
};
const rules = { tokens, suppressed: [9], suppressedAtBegin: [10] };
const T = (seconds: number) => tokens.firstTimestamp + Math.round(seconds * 50);

/** A decoder that wants to say these tokens one after another behind a prompt of one token, then the end. */
function saying(...wanted: number[]): TokenDecoder & { readonly read: number[]; readonly steps: () => number } {
  const read: number[] = [];
  let length = 0;
  let steps = 0;
  return {
    positions: 3,
    room: 100,
    read,
    steps: () => steps,
    back: (count) => void (length -= count),
    async step(given, rows) {
      steps++;
      read.push(...given);
      const logits = new Float32Array(rows.length * 515);
      const promptLength = 1 + Math.max(read.lastIndexOf(11), read.lastIndexOf(14));
      for (const [at, row] of rows.entries())
        logits[at * 515 + (wanted[length + row - promptLength + 1] ?? tokens.end)] =
          at === 0 && steps === 1 ? 0 : 20;
      length += given.length;
      return { logits, alignment: Float32Array.from({ length: 2 * given.length * 3 }, (_, at) => at) };
    },
  };
}
const options = { prompt: [11], timestamps: true, limit: 50 };

describe('decodeGreedy', () => {
  it('writes until the end, and keeps the attention of every token by itself', async () => {
    const decoder = saying(T(0), 1, 2, T(1));
    const found = await decodeGreedy(decoder, rules, { ...options, prompt: [12, 5, 11] });
    expect(found).toMatchObject({ tokens: [T(0), 1, 2, T(1)], stopped: 'end' });
    expect(decoder.read).toEqual([12, 5, 11, T(0), 1, 2, T(1)]);
    expect(found.attention).toHaveLength(7);
    // [heads, tokens, positions] of the three tokens of the prompt
    expect([...found.attention[1]!]).toEqual([3, 4, 5, 12, 13, 14]);
    expect(found.meanLogProbability).toBeGreaterThan(-0.01);
    expect(found.noSpeech).toBeCloseTo(1 / 515, 4);
  });

  it.each([
    ['all of it', [T(0), 1, 2, T(1)], 1],
    ['more than is said', [T(0), 1, 2, T(1), 3], 1],
    ['a part', [T(0), 1], 3],
    ['another word', [T(0), 1, 7, T(1)], 2],
    ['a word too many', [T(0), 1, 7, 2, T(1)], 2],
    ['a word too few', [T(0), 2, T(1)], 3],
    ['nothing of it', [T(2)], 5],
  ])('writes the same with a draft that has %s, in fewer steps', async (_, draft, steps) => {
    const plain = await decodeGreedy(saying(T(0), 1, 2, T(1)), rules, options);
    const decoder = saying(T(0), 1, 2, T(1));
    const found = await decodeGreedy(decoder, rules, { ...options, draft });
    expect({ ...found, attention: found.attention.length }).toEqual({ ...plain, attention: plain.attention.length });
    expect(decoder.steps()).toBe(steps);
  });

  it('leaves a draft that is favoured only where it is surer', async () => {
    // All other tokens are 20 less likely than the one that is wanted.
    const draft = [T(0), 1, 7, T(1)];
    const kept = await decodeGreedy(saying(T(0), 1, 2, T(1)), rules, { ...options, draft, favours: [0, 0, 21] });
    expect(kept).toMatchObject({ tokens: draft, favoured: [2] });
    const left = await decodeGreedy(saying(T(0), 1, 2, T(1)), rules, { ...options, draft, favours: [21, 21, 19, 21] });
    expect(left).toMatchObject({ tokens: [T(0), 1, 2, T(1)], favoured: [] });
  });

  it('begins with what is given, and goes on from there', async () => {
    const decoder = saying(T(0), 1, 2, 3, T(1));
    const found = await decodeGreedy(decoder, rules, { ...options, given: [T(0), 5, 2], draft: [3] });
    expect(found.tokens).toEqual([T(0), 5, 2, 3, T(1)]);
    expect(found.probabilities.slice(0, 3)).toEqual([1, 1, 1]);
    expect(decoder.read).toEqual([11, T(0), 5, 2, 3, T(1)]);
    // A loop is never taken back beyond what was given.
    const loop = saying(T(0), 1, 2, 1, 2, 1, 2, 1, 2);
    expect((await decodeGreedy(loop, rules, { ...options, given: [T(0), 1, 2, 1, 2, 1, 2] })).tokens).toEqual([
      T(0),
      1,
      2,
      1,
      2,
      1,
      2,
    ]);
  });

  it('writes nothing that is suppressed', async () => {
    expect(
      (await decodeGreedy(saying(9, 1), rules, { ...options, timestamps: false, prompt: [11, 14] })).tokens,
    ).not.toContain(9);
    expect(
      (await decodeGreedy(saying(10, 1), rules, { ...options, timestamps: false, prompt: [11, 14] })).tokens[1],
    ).toBe(1);
  });

  it('stops where a phrase would begin in the silence behind the speech', async () => {
    const found = await decodeGreedy(saying(T(0), 1, 2, T(4.8), T(4.8), 1, 2, T(8)), rules, {
      ...options,
      speechEnd: 5,
    });
    expect(found).toMatchObject({ tokens: [T(0), 1, 2, T(4.8)], stopped: 'speech-end' });
    const earlier = await decodeGreedy(saying(T(0), 1, 2, T(2), T(2), 1, 3, T(5)), rules, { ...options, speechEnd: 5 });
    expect(earlier).toMatchObject({ tokens: [T(0), 1, 2, T(2), T(2), 1, 3, T(5)], stopped: 'end' });
  });

  it('ends a loop, and takes its repeats back', async () => {
    const found = await decodeGreedy(saying(T(0), 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3), rules, options);
    expect(found).toMatchObject({ tokens: [T(0), 1, 2, 3], stopped: 'repetition' });
    expect(found.attention).toHaveLength(5);
  });

  it('stops between two tokens when it is overtaken', async () => {
    const decoder = saying(T(0), 1, 2, 3, T(1));
    const found = await decodeGreedy(decoder, rules, { ...options, isOvertaken: async () => decoder.steps() > 2 });
    expect(found).toMatchObject({ tokens: [T(0), 1, 2], stopped: 'overtaken' });
    expect(decoder.steps()).toBe(3);
  });

  it('stops at the limit, and where the decoder is full', async () => {
    const many = [T(0), 1, 2, 3, 4, 5, 6, 7, 8];
    expect(await decodeGreedy(saying(...many), rules, { ...options, limit: 5 })).toMatchObject({
      tokens: many.slice(0, 5),
      stopped: 'limit',
    });
    const full = { ...saying(...many), room: 0 };
    expect(await decodeGreedy(full, rules, options)).toMatchObject({ tokens: [T(0)], stopped: 'limit' });
  });
});
