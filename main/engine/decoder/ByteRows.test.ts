import { describe, expect, it } from 'vitest';
import { ByteRows } from './ByteRows.ts';

const sizes = { layers: 2, kvHeads: 2, headDim: 4 };
const row = (seed: number, size = 1) => Float32Array.from({ length: 8 }, (_, at) => size * Math.sin(seed * 8 + at));
const largestError = (a: Float32Array, b: Float32Array) => Math.max(...a.map((value, at) => Math.abs(value - b[at]!)));
const largest = (values: Float32Array) => Math.max(...values.map(Math.abs));

describe.each([63, 127] as const)('an int8 cache with levels up to %s', (level) => {
  it('keeps rows to half a level, each by its own size', () => {
    const rows = new ByteRows(sizes, level);
    rows.grow(4);
    for (const [slot, size] of [100, 1, 1e-3].entries()) {
      rows.putKeys(1, slot, row(slot, size));
      rows.putValues(1, slot, row(slot + 9, size));
    }
    rows.grow(8);
    for (const [slot, size] of [100, 1, 1e-3].entries()) {
      const [keys, values] = [row(slot, size), row(slot + 9, size)];
      expect(largestError(rows.takeKeys(1, slot), keys)).toBeLessThanOrEqual((largest(keys) / level) * 0.5001);
      expect(largestError(rows.takeValues(1, slot), values)).toBeLessThanOrEqual((largest(values) / level) * 0.5001);
    }
    expect([...rows.takeKeys(0, 0)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('gives back what it gave before, however often a row is moved', () => {
    const rows = new ByteRows(sizes, level);
    rows.grow(3);
    rows.putKeys(0, 0, row(1));
    const once = rows.takeKeys(0, 0);
    for (let slot = 1; slot < 3; slot++) rows.putKeys(0, slot, rows.takeKeys(0, slot - 1));
    expect(largestError(rows.takeKeys(0, 2), once)).toBeLessThan(1e-6);
  });

  it('weighs values by the largest of the layer: never beyond two bytes, and together with the unit what a level is', () => {
    const rows = new ByteRows(sizes, level);
    rows.grow(4);
    for (const [slot, size] of [0.5, 3, 1].entries()) rows.putValues(0, slot, row(slot, size));
    rows.grow(5);
    const tensors = rows.tensors();
    const data = (name: string) => tensors[name]!.data as Float32Array;
    const [high, both] = [data('value_weight').subarray(0, 5), data('value_weight').subarray(5, 10)];
    for (const slot of [0, 1, 2]) {
      expect(high[slot]).toBe(both[slot]! / 256);
      expect(both[slot]).toBeLessThanOrEqual(65_535);
      expect((both[slot]! * data('value_unit')[0]!) / data('value_scale')[slot]!).toBeCloseTo(1, 5);
    }
    expect(both[1]).toBeCloseTo(65_535, 1);
    expect([both[3], both[4]]).toEqual([0, 0]);
  });
});
