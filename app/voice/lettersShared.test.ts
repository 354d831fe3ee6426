import { expect, it } from 'vitest';
import { lettersShared } from './lettersShared.ts';

it.each([
  ['brown', 'thequickbrownfox', 'brown'],
  ['handlefar', 'turnsthehandlebarandthewheels', 'handle-ar'],
  ['offright', 'bicyclesuprightposition', '---right'],
  ['foxwhatjumps', 'thequickbrownfoxjumps', 'fox----jumps'],
  ['zzz', 'thequickbrownfoxjumps', '---'],
  ['fox', '', '---'],
  ['', 'fox', ''],
])('of %j those of %j: %j', (text, source, expected) => {
  const shared = lettersShared(text, source);
  expect(shared.map((isShared, at) => (isShared ? text[at] : '-')).join('')).toBe(expected);
});
