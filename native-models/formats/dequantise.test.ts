import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../app/contract/AppError.ts';
import { dequantise } from './dequantise.ts';
import type { TensorType } from './TensorType.ts';

const goldenFile = new URL('gguf/golden/dequantise.json', import.meta.url);
const golden = JSON.parse(readFileSync(goldenFile, 'utf8')) as Record<TensorType, { bytes: string; float32: string }>;

describe('dequantise', () => {
  it.each(Object.keys(golden) as TensorType[])('gives the bits that gguf-py gives for %s', (type) => {
    const values = dequantise(type, Buffer.from(golden[type].bytes, 'hex'));
    expect(Buffer.from(values.buffer).toString('hex')).toBe(golden[type].float32);
  });

  it('covers all types that are read', () => {
    expect(Object.keys(golden).toSorted()).toEqual(['BF16', 'F16', 'F32', 'Q4_0', 'Q4_1', 'Q5_0', 'Q5_1', 'Q8_0']);
  });

  it('keeps infinities and not-a-numbers of halfs', () => {
    const bits = Uint8Array.of(0x00, 0x7c, 0x00, 0xfc, 0x01, 0x7c);
    expect([...dequantise('F16', bits)]).toEqual([Infinity, -Infinity, Number.NaN]);
  });

  it('refuses a part of a block', () => {
    expect(() => dequantise('Q4_0', new Uint8Array(17))).toThrow(AppError);
  });
});
