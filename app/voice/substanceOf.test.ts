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
  // Words of another sound: two beside each other, and two that are not. Small words stand beside each other anywhere.
  ['and so the slow red fox jumps over a lazy cat', 'and so the quick brown fox jumps over a lazy dog', 2, false],
  ['the quick brown fox runs over a lazy cat', 'and so the quick brown fox jumps over a lazy dog', 0, false],
  ['in the summer', 'and so it ran in the wood', 3, false],
  ['turns the handle far and the wheel', 'the rider turns the handlebar and the wheels move', 0, false],
  ['The', 'and so the quick brown fox jumps', 0, false],
  ['the quick brown fox what about him yeah fox jumps', 'and so the quick brown fox jumps', 3, false],
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
  ['the quick brown fox runs over a lazy cat', 'and so the quick brown fox jumps over a lazy dog', true],
  // Said of itself, though nothing that interrupts.
  ['Yeah.', 'the quick brown fox jumps', false],
  ['', 'the quick brown fox jumps', false],
])('%j over %j is nothing but its echo: %j', (text, saying, isEcho) => expect(substanceOf(text, saying).isEcho).toBe(isEcho));

it.each([
  ['handle far', 'the rider turns the handlebar and the wheels', 0],
  ['what about snow', 'the rider turns the handlebar and the wheels', 3],
])('%j where an echo of %j was heard before has %d words', (text, saying, words) => {
  expect(substanceOf(text, saying, { echoes: true }).words).toBe(words);
});

it.each([
  ['Future of', 1],
  ['And the', 0],
  ['Is that it', 0],
  ['Is that so', 3],
])('%j to which more may come has %d words', (text, words) => {
  expect(substanceOf(text, '', { isOpen: true }).words).toBe(words);
});
