import { expect, test } from 'vitest';
import { onlyAsks } from './onlyAsks.ts';

test.each([
  ['What is the gate code?', true],
  ['"Where is it?"', true],
  ['Tell me something about wool.', true],
  ['Please explain how it works', true],
  ['My dog is called Rufus.', false],
  ['My dog is called Rufus. Nice, is it not?', false],
  ['List three rivers of France', true],
  ['List price is 300 euros now.', false],
  ['Tell Anna that the gate code is 4711.', false],
  ['Write down: the code is 4711.', false],
  ['门的密码是什么？', true],
  ['门的密码是4711。对吗？', false],
  ['', false],
])('%s', (text, asks) => {
  expect(onlyAsks(text)).toBe(asks);
});
