import { expect, it } from 'vitest';
import { EnergyGate, GATE_SAMPLES } from './EnergyGate.ts';

/** A second of something that is so loud. */
const seconds = (level: number, count: number) =>
  Int16Array.from({ length: 16_000 * count }, (_, at) => (at % 2 === 0 ? level : -level));

it('finds speech in steady noise, with some sound around it', () => {
  const gate = new EnergyGate();
  const sound = new Int16Array([
    ...seconds(100, 1),
    ...seconds(2_000, 1),
    ...seconds(100, 0.2),
    ...seconds(2_000, 1),
    ...seconds(100, 1),
  ]);
  const told = [];
  for (let at = 0; at + GATE_SAMPLES <= sound.length; at += GATE_SAMPLES)
    told.push(...gate.hear(sound.subarray(at, at + GATE_SAMPLES)));
  const ended = told.filter(({ to }) => to !== null);
  // The short pause is none.
  expect(ended).toHaveLength(1);
  expect(ended[0]!.from).toBeGreaterThan(11_000);
  expect(ended[0]!.from).toBeLessThan(16_000);
  expect(ended[0]!.to).toBeGreaterThan(51_200);
  expect(ended[0]!.to).toBeLessThan(54_000);
  expect(told.slice(0, -1).every(({ from, to }) => from === ended[0]!.from && to === null)).toBe(true);
});

it('hears nothing in silence', () => {
  const gate = new EnergyGate();
  for (let look = 0; look < 100; look++) expect(gate.hear(new Int16Array(GATE_SAMPLES))).toEqual([]);
});
