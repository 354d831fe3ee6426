import { expect, it } from 'vitest';
import { endsSentence } from './endsSentence.ts';

it.each([' bank.', ' why?', ' No!"', ' end.)', ' 好。'])('%s ends a sentence', (word) =>
  expect(endsSentence(word)).toBe(true),
);
it.each([' Mr.', ' bank,', ' e.', ' and', ' St.', ''])('%s ends none', (word) =>
  expect(endsSentence(word)).toBe(false),
);
