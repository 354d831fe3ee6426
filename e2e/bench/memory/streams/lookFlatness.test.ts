import { expect, test } from 'vitest';
import { lookFlatness } from './lookFlatness.ts';
import type { Look } from './measureMillion.ts';

const look = (position: number, decodeProcessorMs: number): Look => ({ position, decodeProcessorMs, decodeMs: 99, residentMiB: 1, seconds: 1 });

test('a flat stream is once the time of its beginning, and one that grows shows by how much', () => {
  const flat = lookFlatness([look(0, 20), look(1_000, 20), look(2_000, 20), look(3_000, 20)])!;
  expect(flat.beside.median).toBe(1);
  expect(flat.growth).toBeCloseTo(0, 10);
  const rising = lookFlatness([look(0, 20), look(1_000, 21), look(2_000, 22), look(3_000, 23)])!;
  expect(rising.beside.median).toBeCloseTo(1.1, 10);
  expect(rising.growth).toBeCloseTo(3 / 22, 10);
  expect(lookFlatness([look(0, 20), look(1_000, 21)])).toBeNull();
});
