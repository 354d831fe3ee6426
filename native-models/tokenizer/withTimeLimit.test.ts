import { expect, it } from 'vitest';
import { withTimeLimit } from './withTimeLimit.ts';

const endless = (): never => {
  for (;;) {
    try {
      for (;;);
    } catch {
      // Not even here.
    }
  }
};
const late = (): Error => new Error('late');

it('gives what the work gives, and what it throws', () => {
  expect(withTimeLimit(1_000, () => [1, 2], late)).toEqual([1, 2]);
  expect(() => withTimeLimit(1_000, () => JSON.parse('{') as unknown, late)).toThrow(SyntaxError);
});

it('ends a loop that catches everything', () => {
  expect(() => withTimeLimit(50, endless, late)).toThrow('late');
});

it('ends a pattern that backtracks for ever', () => {
  expect(() => withTimeLimit(50, () => /^(a+)+$/u.test(`${'a'.repeat(60)}b`), late)).toThrow('late');
});

it('may be nested', () => {
  expect(withTimeLimit(1_000, () => withTimeLimit(1_000, () => 1, late) + 1, late)).toBe(2);
});

it('begins again what the clock went on without', () => {
  let begun = 0;
  const work = () => {
    begun += 1;
    if (begun === 1) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10_000);
    return 'done';
  };
  expect(withTimeLimit(50, work, late)).toBe('done');
  expect(begun).toBe(2);
});

it('does not begin again for ever', () => {
  const asleep = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10_000);
  expect(() => withTimeLimit(20, asleep, late)).toThrow('late');
});
