import { describe, expect, it } from 'vitest';
import { dequantise } from '../formats/dequantise.ts';
import { tensorTypeLayout } from '../formats/tensorTypeLayout.ts';
import { BLOCK, blockFormats, blockScale, type BlockType } from './blockFormats.ts';

/** Random blocks whose halves (scale, minimum) are ordinary numbers of either sign. */
function randomBlocks(type: BlockType, count: number): Uint8Array {
  const { bytes } = tensorTypeLayout[type];
  let state = 1;
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const blocks = Uint8Array.from({ length: count * bytes }, () => Math.floor(random() * 256));
  for (let at = 0; at < blocks.length; at += bytes) {
    for (const half of [1, 3]) blocks[at + half] = (random() < 0.5 ? 0x80 : 0) | (0x20 + Math.floor(random() * 16));
  }
  return blocks;
}

describe.each(Object.keys(blockFormats) as BlockType[])('%s', (type) => {
  const format = blockFormats[type];
  const { bytes: size } = tensorTypeLayout[type];

  it('is scale times level plus offset', () => {
    const bytes = randomBlocks(type, 50);
    const expected = dequantise(type, bytes);
    const levels = new Int8Array(BLOCK);
    for (let block = 0; block < 50; block++) {
      const offset = format.read(bytes, block * size, levels, 0);
      const scale = blockScale(bytes, block * size);
      for (let at = 0; at < BLOCK; at++) {
        const value = expected[block * BLOCK + at]!;
        expect(Math.abs(scale * levels[at]! + offset - value)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(value)));
      }
      expect(offset !== 0).toBe(format.hasOffset);
    }
  });

  it('has levels within its bits', () => {
    const levels = new Int8Array(BLOCK);
    const bytes = randomBlocks(type, 50);
    for (let block = 0; block < 50; block++) {
      format.read(bytes, block * size, levels, 0);
      const limit = format.bits === 4 ? 8 : 128;
      for (const level of levels) expect(level >= -limit && level < limit).toBe(true);
    }
  });
});
