import { expect, test } from 'vitest';
import { followSignal, HEALTHY, signalProblem, type Signal } from './followSignal.ts';

function after(seconds: number, sample: (index: number) => number, from: Signal = HEALTHY): Signal {
  let signal = from;
  for (let at = 0; at < seconds * 16_000; at += 512) signal = followSignal(signal, Float32Array.from({ length: 512 }, (_, i) => sample(at + i)));
  return signal;
}

test('five seconds of exact zeros are a device that is muted; a quiet room is not', () => {
  expect(signalProblem(after(4.9, () => 0))).toBeNull();
  expect(signalProblem(after(5.1, () => 0))).toMatch(/^Nothing at all comes/);
  expect(signalProblem(after(60, (index) => (index % 2 ? 1e-5 : -1e-5)))).toBeNull();
});

test('one sound ends the silence', () => {
  const silent = after(6, () => 0);
  expect(signalProblem(followSignal(silent, Float32Array.of(0, 0.01)))).toBeNull();
});

test('a second with more than a hundredth at full scale is distorted, and one without ends that', () => {
  expect(signalProblem(after(2, (index) => Math.max(-1, Math.min(1, 3 * Math.sin(index / 10)))))).toMatch(/^The sound is too loud/);
  expect(signalProblem(after(2, (index) => (index % 500 === 0 ? 1 : 0.5)))).toBeNull();
  const loud = after(2, () => 1);
  expect(signalProblem(after(2, () => 0.5, loud))).toBeNull();
});
