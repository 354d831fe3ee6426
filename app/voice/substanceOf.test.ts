import { expect, it } from 'vitest';
import { substanceOf } from './substanceOf.ts';

it.each([
  ['Mm-hm.', '', 0, false],
  ['Yeah, okay, right.', '', 0, false],
  ['Uh-huh, I see.', '', 0, false],
  ['MMAMAMAM OK', '', 0, false],
  ['Mama, hum!', '', 2, false],
  ['Yeah, but why?', '', 2, false],
  ['Stop!', '', 1, true],
  ['Okay, wait.', '', 1, true],
  ['the quick brown fox', 'and so the quick brown fox jumps', 0, false],
  ['the quick brown what is that', 'and so the quick brown fox jumps', 3, false],
  ['The bicycle.', "the bicycle's upright position", 0, false],
  ['The position stops.', "the bicycle's upright position", 3, false],
  ['fox', 'the quick brown fox jumps', 1, false],
  ['wait a moment', 'please wait a moment for it', 0, false],
  ['', 'anything', 0, false],
])('%j over %j', (text, saying, words, command) => {
  expect(substanceOf(text, saying)).toEqual({ words, command });
});
