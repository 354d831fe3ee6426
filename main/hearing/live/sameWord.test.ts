import { expect, it } from 'vitest';
import { sameWord } from './sameWord.ts';

it('looks past marks and capitals', () => {
  expect(sameWord(' Bank,', ' bank')).toBe(true);
  expect(sameWord(' bank', ' banks')).toBe(false);
  expect(sameWord(' -', ' -')).toBe(true);
  expect(sameWord(' -', ' ...')).toBe(false);
});
