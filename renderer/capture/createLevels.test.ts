import { expect, test } from 'vitest';
import { BARS, createLevels } from './createLevels.ts';

test('one level for each tenth of a second, the newest last, and nothing left after a reset', () => {
  const levels = createLevels();
  let told = 0;
  const stop = levels.subscribe(() => told++);
  const before = levels.read();
  for (let frame = 0; frame < 3; frame++) levels.push(new Float32Array(512).fill(0.5));
  expect(levels.read()).toBe(before);
  levels.push(new Float32Array(512).fill(1));
  expect(told).toBe(1);
  expect(levels.read()).toHaveLength(BARS);
  expect(levels.read().at(-1)).toBe(1);
  expect(levels.read().at(-2)).toBe(0);
  levels.reset();
  expect(levels.read()).toEqual(before);
  stop();
  levels.push(new Float32Array(1_600).fill(1));
  expect(told).toBe(2);
});
