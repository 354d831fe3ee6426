import { expect, it } from 'vitest';
import { textOf } from './textOf.ts';

it('joins the bytes of text tokens, so that a character may span two', () => {
  const euro = new TextEncoder().encode('€');
  const bytes = [new TextEncoder().encode(' 5'), euro.subarray(0, 2), euro.subarray(2)];
  expect(textOf([300, 0, 1, 2, 310], { end: 100 }, (id) => bytes[id]!)).toBe(' 5€');
});
