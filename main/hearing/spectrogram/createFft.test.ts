import { expect, it } from 'vitest';
import { createFft } from './createFft.ts';

it.each([1, 2, 3, 7, 8, 12, 60, 400])('transforms %d numbers as the definition says', (length) => {
  const numbers = (factor: number) => Float64Array.from({ length }, (_, at) => Math.sin(factor * at * at + at));
  const [real, imaginary] = [numbers(0.3), numbers(0.7)];
  const expected = Array.from({ length }, (_, k) => {
    let [x, y] = [0, 0];
    for (let at = 0; at < length; at++) {
      const angle = (-2 * Math.PI * k * at) / length;
      x += real[at]! * Math.cos(angle) - imaginary[at]! * Math.sin(angle);
      y += real[at]! * Math.sin(angle) + imaginary[at]! * Math.cos(angle);
    }
    return [x, y];
  });
  const fft = createFft(length);
  const found = [real.slice(), imaginary.slice()] as const;
  fft(...found);
  for (const [k, [x, y]] of expected.entries()) {
    expect(found[0][k]).toBeCloseTo(x!, 9);
    expect(found[1][k]).toBeCloseTo(y!, 9);
  }
  // Nothing is left of one transform in the next.
  const again = [real.slice(), imaginary.slice()] as const;
  fft(...again);
  expect(again).toEqual(found);
});
