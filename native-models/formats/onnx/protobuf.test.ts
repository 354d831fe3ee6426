import { describe, expect, it } from 'vitest';
import { protobuf } from './protobuf.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

// The examples of protobuf.dev/programming-guides/encoding, and the edges of what it describes.
describe('protobuf', () => {
  it('writes varints seven bits at a time, lowest first', () => {
    expect(hex(protobuf.varint(1, 150))).toBe('089601');
    expect(hex(protobuf.varint(1, 0))).toBe('0800');
    expect(hex(protobuf.varint(1, 127))).toBe('087f');
    expect(hex(protobuf.varint(1, 128))).toBe('088001');
  });

  it('writes a negative number as ten bytes of its 64-bit complement', () => {
    expect(hex(protobuf.varint(1, -1))).toBe('08ffffffffffffffffff01');
    expect(hex(protobuf.varint(1, -2))).toBe('08feffffffffffffffff01');
  });

  it('keeps integers beyond 32 bits', () => {
    expect(hex(protobuf.varint(1, 2 ** 40))).toBe('08808080808020');
  });

  it('writes texts, bytes and messages with their length', () => {
    expect(hex(protobuf.text(2, 'testing'))).toBe('120774657374696e67');
    expect(hex(protobuf.text(2, 'ä'))).toBe('1202c3a4');
    expect(hex(protobuf.bytes(9, Uint8Array.of(1, 2, 3)))).toBe('4a03010203');
    expect(hex(protobuf.message(3, [protobuf.varint(1, 150)]))).toBe('1a03089601');
    expect(hex(protobuf.message(3, []))).toBe('1a00');
  });

  it('needs two bytes for a field number of 16 and more', () => {
    expect(hex(protobuf.varint(16, 1))).toBe('800101');
    expect(hex(protobuf.varint(20, 7))).toBe('a00107');
  });

  it('writes floats in 32 bits, little-endian', () => {
    expect(hex(protobuf.float(2, 1))).toBe('150000803f');
    expect(hex(protobuf.float(2, -0.5))).toBe('15000000bf');
  });
});
