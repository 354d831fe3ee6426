import { expect, test } from 'vitest';
import { dropRepeats } from './dropRepeats.ts';

const said = (text: string) => ({ role: 'user' as const, text });
const answered = (text: string) => ({ role: 'assistant' as const, text });

test('answers that only repeat go, and what was said twice; what says more stays', () => {
  const message = said('My dog is called Rufus.');
  expect(dropRepeats([message, answered('So your dog is called Rufus.')])).toEqual([message]);
  expect(dropRepeats([message, said('My dog is called Rufus.')])).toEqual([message]);
  const others = [message, answered('Rufus is a dog breed from Wales.'), said('My dog is called Max.'), said('My dog is called.')];
  expect(dropRepeats(others)).toEqual(others);
});

test("the person's own words take the place of an answer that repeats them", () => {
  const message = said('My dog is called Rufus.');
  const other = said('The cat sleeps.');
  expect(dropRepeats([answered('So your dog is called Rufus.'), other, message])).toEqual([message, other]);
});
