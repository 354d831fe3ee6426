import { expect, it } from 'vitest';
import { soundsAlike } from './soundsAlike.ts';

it.each([
  ['bicycle', "bicycle's", true],
  ['pictures', 'picture', true],
  ['walking', 'walked', false],
  ['a', 'a', true],
  ['stop', 'stopped', false],
  ['rain', 'ran', false],
  ['light', 'life', false],
  ['', '', true],
])('%j and %j: %j', (one, other, expected) => {
  expect(soundsAlike(one, other)).toBe(expected);
  expect(soundsAlike(other, one)).toBe(expected);
});
