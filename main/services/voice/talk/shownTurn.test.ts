import { expect, test } from 'vitest';
import { shownTurn } from './shownTurn.ts';

const phrase = (text: string, stable = text.length, final = stable === text.length) => ({ number: 0, text, stable, final, confidence: null, from: 0 });

test.each([
  [[], '', ''],
  [[phrase('What is rain?')], 'What is rain?', ''],
  [[phrase('What is rain?'), phrase('and sn', 0, false)], 'What is rain?', ' and sn'],
  [[phrase('What is rain?'), phrase('and snow or', 8, false)], 'What is rain? and snow', ' or'],
  [[phrase('and snow or', 9, false)], 'and snow', ' or'],
  [[phrase('', 0, false)], '', ''],
] as const)('of %j', (phrases, stable, tentative) => {
  expect(shownTurn(phrases)).toEqual({ stable, tentative });
});
