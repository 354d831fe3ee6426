import { expect, it } from 'vitest';
import { favourOf } from './favourOf.ts';
import { heardWords } from './heardWords.test-helper.ts';

it('favours what was said just now, hardly what enough sound followed, nor what becomes final', () => {
  const word = heardWords('one', { eachMs: 1_000 })[0]!;
  const favour = (seconds: number, isFinal = false) => favourOf(word, { to: 16_000 * seconds, isFinal });
  expect(favour(3.9)).toBeGreaterThan(3 * favour(4));
  expect(favour(2, true)).toBe(favour(20, true));
  expect(favour(20, true)).toBeLessThanOrEqual(favour(20));
  expect(favour(20, true)).toBeGreaterThan(0);
});
