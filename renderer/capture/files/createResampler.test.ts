import { describe, expect, test } from 'vitest';
import { createResampler } from './createResampler.ts';

const tone = (hertz: number, rate: number, seconds: number): Float32Array =>
  Float32Array.from({ length: rate * seconds }, (_, i) => Math.sin((2 * Math.PI * hertz * i) / rate));

function resampled(samples: Float32Array, from: number, piece = samples.length): number[] {
  const resampler = createResampler(from);
  const results: number[] = [];
  for (let at = 0; at < samples.length; at += piece) results.push(...resampler.push(samples.subarray(at, at + piece)));
  return [...results, ...resampler.flush()];
}

describe.each([8_000, 11_025, 22_050, 44_100, 48_000, 96_000])('from %d Hz', (rate) => {
  test('a tone stays what it was, at its moment, and as long', () => {
    const results = resampled(tone(440, rate, 1), rate);
    expect(results.length).toBe(16_000);
    const expected = tone(440, 16_000, 1);
    // Before its beginning and behind its end there is silence, which the filter sees.
    for (let i = 200; i < 15_800; i++) expect(Math.abs(results[i]! - expected[i]!)).toBeLessThan(2e-3);
  });

  test('in whatever pieces it comes', () => {
    const samples = tone(1_000, rate, 0.2);
    expect(resampled(samples, rate, 97)).toEqual(resampled(samples, rate));
  });
});

test('what 16 kHz cannot hold is left out, and does not come back as another tone', () => {
  const results = resampled(tone(11_000, 48_000, 1), 48_000).slice(400, -400);
  expect(Math.max(...results.map(Math.abs))).toBeLessThan(1e-3);
});

test('16 kHz passes as it is', () => {
  const samples = tone(440, 16_000, 0.1);
  expect(resampled(samples, 16_000)).toEqual([...samples]);
});

test('a minute drifts by no sample', () => {
  const resampler = createResampler(44_100);
  let count = 0;
  const second = new Float32Array(44_100);
  for (let i = 0; i < 60; i++) count += resampler.push(second).length;
  expect(count + resampler.flush().length).toBe(60 * 16_000);
});
