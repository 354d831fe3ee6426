import { expect, test } from 'vitest';
import { falseFriend } from './falseFriend.ts';

test('speaks of a stranger, or of the person in what is not real', () => {
  const drawn = (...numbers: number[]) => () => numbers.shift()!;
  expect(falseFriend('{o} plays the harp.', 'Kofi', drawn(0.1, 0))).toBe('the hero of my novel plays the harp.');
  expect(falseFriend('{o} plays the harp.', 'Kofi', drawn(0.9, 0))).toBe('Last night I dreamt this: Kofi plays the harp.');
});
