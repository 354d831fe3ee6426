import { describe, expect, it } from 'vitest';
import { BLOCK } from './blockFormats.ts';
import { offsetColumns, zeroPointOf } from './offsetColumns.ts';

describe('zeroPointOf', () => {
  it('leaves half a step of an offset in range, and changes no value', () => {
    for (const scale of [0.25, -0.25]) {
      for (let offset = -1.7; offset < 1.7; offset += 0.11) {
        const { level, rest } = zeroPointOf(scale, offset, 4);
        expect(Math.abs(rest)).toBeLessThanOrEqual(0.125 + 1e-12);
        for (const x of [-8, 0, 7]) expect(scale * (x - level) + rest).toBeCloseTo(scale * x + offset, 12);
      }
    }
  });

  it('leaves all that is out of range', () => {
    expect(zeroPointOf(0.25, 100, 4)).toEqual({ level: -8, rest: 98 });
    expect(zeroPointOf(0.25, -100, 4)).toEqual({ level: 7, rest: -98.25 });
    expect(zeroPointOf(0.25, 100, 8)).toEqual({ level: -128, rest: 68 });
    expect(zeroPointOf(0, 3, 4)).toEqual({ level: 0, rest: 3 });
  });
});

describe.each([4, 8] as const)('offsetColumns with %s bits', (bits) => {
  it('keeps each rest to half a level of the largest in its block of columns', () => {
    const rests = Float32Array.from({ length: 48 }, (_, at) => Math.cos(at) * (at < BLOCK ? 0.5 : 0.001));
    const levels = new Int8Array(64);
    const scales = new Float32Array(2);
    offsetColumns(rests, bits, levels, scales);
    const most = bits === 4 ? 7 : 127;
    rests.forEach((rest, at) => {
      const scale = scales[at >> 5]!;
      expect(Math.abs(levels[at]!)).toBeLessThanOrEqual(most);
      expect(Math.abs(levels[at]! * scale - rest)).toBeLessThanOrEqual(Math.abs(scale) * 0.5001);
    });
    expect(Math.max(...levels.subarray(0, 32).map(Math.abs))).toBe(most);
    expect([...levels.subarray(48)]).toEqual(Array.from({ length: 16 }, () => 0));
  });

  it('takes rests of zero', () => {
    const levels = new Int8Array(BLOCK);
    const scales = new Float32Array(1).fill(9);
    offsetColumns(new Float32Array(18), bits, levels, scales);
    expect(scales[0]).toBe(0);
    expect(levels.every((level) => level === 0)).toBe(true);
  });
});
