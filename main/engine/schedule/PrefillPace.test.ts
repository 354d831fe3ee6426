import { describe, expect, it } from 'vitest';
import { MAX_STEP } from '../decoder/Decoder.ts';
import { CHUNK_MS, UNKNOWN_PACE, chunkTokens, learnPace } from './PrefillPace.ts';

/** Reads on a machine where `n` tokens take `fixed + each * n` milliseconds, until the pace is learnt. */
function learnt(fixed: number, each: number): number {
  let pace = UNKNOWN_PACE;
  for (let i = 0; i < 40; i++) {
    const tokens = chunkTokens(pace);
    pace = learnPace(pace, tokens, fixed + each * tokens);
  }
  return chunkTokens(pace);
}

describe('PrefillPace', () => {
  it('finds the chunk that takes the time it may take', () => {
    for (const [fixed, each] of [[8, 3], [4, 1], [20, 1.2]] as const) {
      const tokens = learnt(fixed, each);
      expect(fixed + each * tokens).toBeLessThanOrEqual(CHUNK_MS * 1.1);
      expect(fixed + each * (tokens + 16)).toBeGreaterThan(CHUNK_MS * 0.85);
    }
  });

  it('stays between the shortest and the longest chunk', () => {
    expect(learnt(0, 0.001)).toBe(MAX_STEP);
    expect(chunkTokens({ msPerToken: 4_000 })).toBe(16);
  });

  it('finds its pace again after a chunk that was held up', () => {
    let pace = learnPace(UNKNOWN_PACE, 16, 60_000);
    for (let i = 0; i < 20; i++) {
      const tokens = chunkTokens(pace);
      pace = learnPace(pace, tokens, 8 + tokens);
    }
    expect(chunkTokens(pace)).toBeGreaterThan(100);
  });

  it('does not learn from a short remainder', () => {
    expect(learnPace(UNKNOWN_PACE, 3, 300)).toBe(UNKNOWN_PACE);
  });
});
