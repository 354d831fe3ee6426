import { expect, test } from 'vitest';
import { MAX_EMBEDDED_TEXT } from '../../../app/contract/services/embedding.ts';
import { embedTexts } from './embedTexts.ts';

test('many texts go in several calls and come back in their order; long ones are cut to what a call takes', async () => {
  const calls: number[] = [];
  const client = {
    async embed({ texts }: { texts: string[]; urgent: boolean }) {
      calls.push(texts.length);
      for (const text of texts) expect(text.length).toBeLessThanOrEqual(MAX_EMBEDDED_TEXT);
      const numbers = Float32Array.from(texts.flatMap((text) => [Number(text.slice(0, 3)), text.length]));
      // At an odd place of a larger buffer, as bytes from a channel may lie.
      const bytes = new Uint8Array(numbers.byteLength + 1);
      bytes.set(new Uint8Array(numbers.buffer), 1);
      return { vectors: bytes.subarray(1), dimensions: 2 };
    },
  };
  const texts = Array.from({ length: 70 }, (_, index) => String(100 + index));
  texts[69] = '169'.padEnd(MAX_EMBEDDED_TEXT + 5);
  const { vectors, dimensions } = await embedTexts(client, texts, false);
  expect(calls).toEqual([32, 32, 6]);
  expect(dimensions).toBe(2);
  expect(Array.from({ length: 70 }, (_, index) => vectors[2 * index])).toEqual(texts.map((text) => Number(text.slice(0, 3))));
  expect(vectors[139]).toBe(MAX_EMBEDDED_TEXT);
});
