import { describe, expect, it } from 'vitest';
import { createRandom } from '../sampling/createRandom.ts';
import type { ArchivedRow } from './archivedRow.ts';
import { makeBlock } from './makeBlock.ts';
import { scoreBlocks } from './scoreBlocks.ts';

const [LAYERS, WIDTH] = [4, 16];
const random = createRandom(7);
const vector = () => Float32Array.from({ length: LAYERS * WIDTH }, () => random() - 0.5);

/** A block of tokens whose keys are a large part that all keys share, what the block is about, and noise. */
function block(topic: Float32Array, common: Float32Array, at: number) {
  const rows = Array.from({ length: 32 }, (_, i): ArchivedRow => {
    const keys = topic.map((value, channel) => value + 20 * common[channel]! + (random() - 0.5));
    return { slot: { token: i, position: 32 * at + i, turn: at }, keys, values: keys };
  });
  return makeBlock(rows, () => null, WIDTH).representative;
}

describe('the score of blocks', () => {
  it('is highest for the one whose keys answer to the query', () => {
    const common = vector();
    const topics = Array.from({ length: 20 }, vector);
    const blocks = topics.map((topic, at) => block(topic, common, at));
    topics.forEach((topic, at) => {
      const query = topic.map((value) => 3 * value + 0.3 * (random() - 0.5));
      const scores = scoreBlocks(blocks, query, WIDTH);
      expect(scores.indexOf(Math.max(...scores))).toBe(at);
      expect(scores[at]).toBeLessThanOrEqual(1);
    });
  });

  it('is the plain cosine of a lone block, and 0 where there is nothing to compare', () => {
    const topic = vector();
    const [score] = scoreBlocks([block(topic, new Float32Array(LAYERS * WIDTH), 0)], topic, WIDTH);
    expect(score).toBeGreaterThan(0.95);
    expect([...scoreBlocks([block(topic, topic, 0)], new Float32Array(LAYERS * WIDTH), WIDTH)]).toEqual([0]);
    expect(scoreBlocks([], topic, WIDTH)).toHaveLength(0);
  });
});
