import { expect, it } from 'vitest';
import { createLoudness } from './createLoudness.ts';

const tone = (samples: number, peak: number): Uint8Array =>
  new Uint8Array(Int16Array.from({ length: samples }, (_, at) => 32_768 * peak * Math.sin((2 * Math.PI * at) / 32)).buffer);

it('tells the loudest quarter of a second of a stretch, in decibels of full scale', () => {
  const loudness = createLoudness();
  loudness.push(0, tone(16_000, 0.01));
  loudness.push(16_000, tone(8_000, 0.5));
  loudness.push(24_000, tone(16_000, 0.01));
  // A sine is 3 dB below its peak.
  expect(loudness.between(20_000, 40_000)).toBeCloseTo(20 * Math.log10(0.5) - 3, 0);
  expect(loudness.between(4_096, 12_000)).toBeCloseTo(-43, 0);
  expect(loudness.between(30_000, 40_000)).toBeCloseTo(-43, 0);
});

it('knows nothing of what was not heard, of exact silence, and of what is more than half a minute ago', () => {
  const loudness = createLoudness();
  expect(loudness.between(0, 16_000)).toBeNull();
  loudness.push(0, tone(16_000, 0.5));
  expect(loudness.between(100_000, 116_000)).toBeNull();
  loudness.push(16_000, new Uint8Array(2 * 40 * 16_000));
  expect(loudness.between(0, 16_000)).toBeNull();
  expect(loudness.between(500_000, 516_000)).toBeNull();
});
