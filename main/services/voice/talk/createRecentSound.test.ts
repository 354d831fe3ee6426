import { expect, test } from 'vitest';
import { createRecentSound } from './createRecentSound.ts';

test('the newest samples are there in their order, however they came', () => {
  const sound = createRecentSound(4);
  expect(sound.take()).toHaveLength(0);
  for (let i = 0; i < 9; i++) sound.push(new Uint8Array([i, i, i + 100, i + 100]));
  expect([...sound.take()]).toEqual([7, 7, 107, 107, 8, 8, 108, 108]);
  sound.push(new Uint8Array([9, 9]));
  expect([...sound.take()]).toEqual([107, 107, 8, 8, 108, 108, 9, 9]);
});
