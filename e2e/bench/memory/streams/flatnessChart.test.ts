import { expect, test } from 'vitest';
import { flatnessChart } from './flatnessChart.ts';
import type { FlatPoint } from './measureFlatness.ts';

const point = (arm: FlatPoint['arm'], position: number, msPerToken: number): FlatPoint => ({ arm, position, msPerToken, beside: null, residentMiB: 1 });

test('a flat line is flat and a rising one rises', () => {
  const svg = flatnessChart([point('stream', 1_000, 10), point('stream', 8_000, 10), point('dense', 1_000, 10), point('dense', 8_000, 40), point('recompute', 1_000, 500)], 512);
  const heights = (series: number) => [...svg.match(new RegExp(`class="s${series} line" d="M[^"]+L[^"]+"`))![0].matchAll(/[ML][\d.]+ ([\d.]+)/g)].map(([, y]) => Number(y));
  expect(new Set(heights(0)).size).toBe(1);
  expect(heights(1)[1]).toBeLessThan(heights(1)[0]!);
});
