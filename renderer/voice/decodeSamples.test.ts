import { expect, test } from 'vitest';
import { base64OfBytes } from '../../app/captions/base64OfBytes.ts';
import { decodeSamples } from './decodeSamples.ts';

test('samples keep their order, sign and size', () => {
  const text = base64OfBytes(new Uint8Array(Int16Array.of(0, 16_384, -32_768, 1).buffer));
  expect([...decodeSamples(text)]).toEqual([0, 0.5, -1, 1 / 32_768]);
  expect(decodeSamples('')).toHaveLength(0);
  expect(() => decodeSamples('no sound')).toThrow();
});
