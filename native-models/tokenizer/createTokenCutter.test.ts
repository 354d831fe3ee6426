import { expect, it } from 'vitest';
import { createTokenCutter } from './createTokenCutter.ts';

const token = (id: number, content: string, flags = {}) => ({
  id,
  content,
  special: true,
  lstrip: false,
  rstrip: false,
  ...flags,
});

it('cuts out the longest token at each place', () => {
  const cut = createTokenCutter([token(1, '<a'), token(2, '<a>'), token(3, '<a><b>')]);
  expect(cut('x<a><a><b><ay')).toEqual(['x', 2, 3, 1, 'y']);
  expect(cut('no tokens')).toEqual(['no tokens']);
  expect(cut('')).toEqual([]);
});

it('drops the white space that a token takes with it', () => {
  const cut = createTokenCutter([token(1, '|', { lstrip: true }), token(2, '!', { rstrip: true })]);
  expect(cut('a  |  b !  c')).toEqual(['a', 1, '  b ', 2, 'c']);
  expect(cut('  |!  |')).toEqual([1, 2, 1]);
});
