import { expect, test } from 'vitest';
import { saysLittle } from './saysLittle.ts';

test.each([
  ['user', 'Paris.', true],
  ['user', 'Yes, please!', true],
  ['user', '…', true],
  ['user', 'I am Anna.', false],
  ['user', 'No, it is Max.', false],
  ['assistant', 'That is a fine question.', true],
  ['assistant', 'Noted.', true],
  ['assistant', 'The mill of Rouen burns.', false],
] as const)('%s: %s', (role, text, little) => {
  expect(saysLittle({ role, text })).toBe(little);
});
