import { expect, it } from 'vitest';
import { isUnfinished } from './isUnfinished.ts';

it.each([
  'What is the best way to?',
  'My garden is very dry in.',
  'It is cold. I would like the.',
  'I went there because.',
  'Could you please tell me?',
  'I would like to know.',
  'I was wondering if you could.',
  'When I go to Paris in the spring.',
  'The book that I was looking for and…',
  'He said “I have the.”',
])('knows that more is to come: %s', (text) => expect(isUnfinished(text)).toBe(true));

it.each([
  'What is rain?',
  'Where are you from?',
  'What is it for?',
  'What are you thinking about?',
  'Come in.',
  'Turn it on.',
  'When does the train leave?',
  'If it rains, we stay at home.',
  'Tell me why.',
  'Tell me about the planets of our solar system.',
  'I want to know what grows in it.',
  'Stop.',
  'Yes, I can.',
  'Tell me. I know you can.',
  'What would you like to know?',
  '',
  '…',
])('takes for finished: %s', (text) => expect(isUnfinished(text)).toBe(false));
