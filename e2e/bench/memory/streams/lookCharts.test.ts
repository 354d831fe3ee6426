import { expect, test } from 'vitest';
import { lookCharts } from './lookCharts.ts';

test('time has a line for the processor and one for the clock, memory has one', () => {
  const looks = [512, 500_000, 900_000].map((position) => ({ position, decodeMs: 30, decodeProcessorMs: 17, residentMiB: 800, seconds: position }));
  const { time, memory } = lookCharts(looks, 512);
  for (const text of ['>of the processor<', '>on the clock<', '>milliseconds<']) expect(time).toContain(text);
  expect(memory).toContain('>MiB<');
  const paths = (svg: string) => [...svg.matchAll(/class="s\d line" d="(M[\d. ]+L[^"]+)"/g)].map(([, path]) => path!);
  expect(paths(time).map((path) => path.match(/[ML]/g)!.length)).toEqual([3, 3]);
  expect(paths(memory)).toHaveLength(1);
});
