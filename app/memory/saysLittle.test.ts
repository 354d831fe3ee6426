import { expect, test } from 'vitest';
import { saysLittle } from './saysLittle.ts';

test.each([
  ['user', 'Paris.', true],
  ['user', 'Yes, please!', true],
  ['user', '…', true],
  ['user', 'I am Anna.', false],
  ['user', 'No, it is Max.', false],
  ['user', '我的狗叫旺财。', false],
  ['user', 'わたしの犬の名前はポチです', false],
  ['user', '是的。', true],
  ['user', 'Password: hunter', false],
  ['user', 'PIN 4711', false],
  ['user', '4711', true],
  ['assistant', 'That is a fine question.', true],
  ['assistant', 'Noted.', true],
  ['assistant', 'The mill of Rouen burns.', false],
] as const)('%s: %s', (role, text, little) => {
  expect(saysLittle({ role, text })).toBe(little);
});
