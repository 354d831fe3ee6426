import { expect, it } from 'vitest';
import { isNumberToken } from './isNumberToken.ts';

const isNumber = (text: string) => isNumberToken({ tokenBytes: () => new TextEncoder().encode(text) }, 0);

it('takes digits for a number, with a space before them or without', () => {
  for (const text of ['4', '471', ' 7', ' 2019']) expect(isNumber(text), text).toBe(true);
});

it('takes nothing else for one', () => {
  for (const text of ['', ' ', '  4', '4.', 'a4', 'four', '४', '²', '\n1']) expect(isNumber(text), text).toBe(false);
});
