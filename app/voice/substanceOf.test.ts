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
  ['fox', 'the quick brown fox jumps', 0, false],
  ['The fox is a fox.', 'the quick brown fox jumps', 0, false],
  ['What fox?', 'the quick brown fox jumps', 2, false],
  ['Is that it?', 'and it was that one', 2, false],
  ['Stop.', 'it will stop there', 1, true],
  ['wait a moment', 'please wait a moment for it', 0, false],
  ['', 'anything', 0, false],
])('%j over %j', (text, saying, words, command) => {
  expect(substanceOf(text, saying)).toMatchObject({ words, command });
});

it.each([
  ['the quick brown fox', 'and so the quick brown fox jumps', true],
  ['The fox is a fox.', 'the quick brown fox jumps', true],
  ['the quick brown what is that', 'and so the quick brown fox jumps', false],
  // Said of itself, though nothing that interrupts.
  ['Yeah.', 'the quick brown fox jumps', false],
  ['', 'the quick brown fox jumps', false],
])('%j over %j is nothing but its echo: %j', (text, saying, isEcho) => expect(substanceOf(text, saying).isEcho).toBe(isEcho));
