import { expect, it } from 'vitest';
import { floatsOf } from './floatsOf.ts';
import { levelOf } from './levelOf.ts';

it('is the root mean square, 0 of nothing and never above 1', () => {
  expect(levelOf(new Float32Array())).toBe(0);
  expect(levelOf(Float32Array.of(0.5, -0.5))).toBe(0.5);
  expect(levelOf(Float32Array.of(0.6, 0, -0.8, 0))).toBeCloseTo(0.5);
  expect(levelOf(floatsOf(Int16Array.of(-32_768, -32_768)))).toBe(1);
});
