import { expect, test } from 'vitest';
import { namedIn } from './namedIn.ts';

test.each([
  ['Which company pays my nephew?', ['nephew']],
  ["When does my sister's flight land?", ['sister']],
  ['What does Kofi eat, and what does Marlene?', ['kofi', 'marlen']],
  ['Which city is it?', []],
  ['What did I say about the museum?', []],
  ['', []],
])('%s', (question, names) => {
  expect([...namedIn(question)].toSorted()).toEqual(names);
});
