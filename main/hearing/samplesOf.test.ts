import { expect, it } from 'vitest';
import { samplesOf } from './samplesOf.ts';

it('reads int16 from any place in memory', () => {
  const bytes = Uint8Array.of(9, 1, 0, 0xff, 0xff, 0x00, 0x80).subarray(1);
  expect([...samplesOf(bytes, 3)]).toEqual([1, -1, -32_768]);
});

it('refuses half a sample, and too many', () => {
  expect(() => samplesOf(Uint8Array.of(1), 3)).toThrow(expect.objectContaining({ code: 'bad-request' }));
  expect(() => samplesOf(new Uint8Array(8), 3)).toThrow(expect.objectContaining({ code: 'too-large' }));
});
