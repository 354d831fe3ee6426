import { expect, it } from 'vitest';
import { protobuf } from './protobuf.ts';

const { varint, bytes, text } = protobuf;

it('writes the largest whole number that a float64 holds exactly', () => {
  expect([...varint(1, Number.MAX_SAFE_INTEGER)]).toEqual([0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f]);
});

it('counts lengths in bytes, and needs two for 128 and more', () => {
  expect([...text(2, 'ß😀')]).toEqual([0x12, 0x06, 0xc3, 0x9f, 0xf0, 0x9f, 0x98, 0x80]);
  const long = bytes(9, new Uint8Array(300).fill(7));
  expect([...long.subarray(0, 4)]).toEqual([0x4a, 0xac, 0x02, 0x07]);
  expect(long).toHaveLength(303);
});

it('refuses a number that is no whole one', () => {
  expect(() => varint(1, 1.5)).toThrow(RangeError);
  expect(() => varint(1, Number.NaN)).toThrow(RangeError);
});
