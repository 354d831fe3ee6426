import { expect, it } from 'vitest';
import { protobuf } from './protobuf.ts';

const { varint, bytes, text, message, float } = protobuf;

it('writes varints as the specification does', () => {
  // The two examples of protobuf.dev/programming-guides/encoding: 1 and 150, both as field 1.
  expect([...varint(1, 1)]).toEqual([0x08, 0x01]);
  expect([...varint(1, 150)]).toEqual([0x08, 0x96, 0x01]);
  expect([...varint(1, 0)]).toEqual([0x08, 0x00]);
  expect([...varint(1, 127)]).toEqual([0x08, 0x7f]);
  expect([...varint(1, 128)]).toEqual([0x08, 0x80, 0x01]);
  expect([...varint(1, 2 ** 32)]).toEqual([0x08, 0x80, 0x80, 0x80, 0x80, 0x10]);
  expect([...varint(1, Number.MAX_SAFE_INTEGER)]).toEqual([0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f]);
  expect([...varint(1, -1)]).toEqual([0x08, ...Array.from({ length: 9 }, () => 0xff), 0x01]);
  expect([...varint(1, -2)]).toEqual([0x08, 0xfe, ...Array.from({ length: 8 }, () => 0xff), 0x01]);
});

it('puts field numbers from 16 on into two bytes', () => {
  expect([...varint(15, 1)]).toEqual([0x78, 0x01]);
  expect([...varint(16, 1)]).toEqual([0x80, 0x01, 0x01]);
  expect([...varint(20, 7)]).toEqual([0xa0, 0x01, 0x07]);
  expect([...text(20, '')]).toEqual([0xa2, 0x01, 0x00]);
});

it('writes texts as UTF-8, lengths in bytes', () => {
  expect([...text(2, 'testing')]).toEqual([0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67]);
  expect([...text(2, 'ß😀')]).toEqual([0x12, 0x06, 0xc3, 0x9f, 0xf0, 0x9f, 0x98, 0x80]);
  const long = bytes(9, new Uint8Array(300).fill(7));
  expect([...long.subarray(0, 4)]).toEqual([0x4a, 0xac, 0x02, 0x07]);
  expect(long).toHaveLength(303);
});

it('writes messages and floats', () => {
  expect([...message(3, [varint(1, 150)])]).toEqual([0x1a, 0x03, 0x08, 0x96, 0x01]);
  expect([...message(3, [])]).toEqual([0x1a, 0x00]);
  expect([...float(2, 1)]).toEqual([0x15, 0x00, 0x00, 0x80, 0x3f]);
  expect([...float(2, -0.5)]).toEqual([0x15, 0x00, 0x00, 0x00, 0xbf]);
});

it('refuses a number that is no whole one', () => {
  expect(() => varint(1, 1.5)).toThrow(RangeError);
  expect(() => varint(1, Number.NaN)).toThrow(RangeError);
});
