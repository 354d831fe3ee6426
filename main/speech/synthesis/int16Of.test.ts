import { expect, it } from 'vitest';
import { samplesOf } from '../../hearing/samplesOf.ts';
import { floatsOf } from '../activity/floatsOf.ts';
import { int16Of } from './int16Of.ts';

it('writes little-endian samples, cuts what is too loud and makes silence of what is no number', () => {
  const bytes = int16Of(Float32Array.of(0, 1, -1, 2, -2, 0.5, Number.NaN, Infinity));
  expect([...samplesOf(bytes, 8)]).toEqual([0, 32_767, -32_767, 32_767, -32_768, 16_384, 0, 32_767]);
  expect([...bytes.subarray(2, 4)]).toEqual([0xff, 0x7f]);
});

it('gives back what it was made from', () => {
  const samples = Float32Array.of(0.25, -0.75, 0.001);
  const back = floatsOf(samplesOf(int16Of(samples), 3));
  for (const [at, sample] of samples.entries()) expect(Math.abs((back[at] ?? 0) - sample)).toBeLessThan(1e-4);
});
