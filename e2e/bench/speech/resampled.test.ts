import { expect, it } from 'vitest';
import { resampled } from './resampled.ts';

const tone = (hertz: number, rate: number, count: number) =>
  Int16Array.from({ length: count }, (_, at) => 10_000 * Math.sin((2 * Math.PI * hertz * at) / rate));
const middle = (samples: ArrayLike<number>) => Array.from(samples).slice(2_000, 6_000);

it('keeps a tone, and drops what the lower rate cannot hold', () => {
  const kept = middle(resampled(tone(440, 22_050, 22_050), 22_050));
  const wanted = middle(tone(440, 16_000, 16_000));
  expect(Math.max(...kept.map((value, at) => Math.abs(value - wanted[at]!)))).toBeLessThan(120);
  expect(Math.max(...middle(resampled(tone(9_500, 22_050, 22_050), 22_050)))).toBeLessThan(150);
});
