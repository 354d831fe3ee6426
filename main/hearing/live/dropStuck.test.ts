import { expect, it } from 'vitest';
import { dropStuck } from './dropStuck.ts';
import { heardWords } from './heardWords.test-helper.ts';

it('ends where the attention makes no progress', () => {
  const stuck = [...heardWords('one two three'), ...heardWords('and so on and so on', { fromMs: 900, eachMs: 20 })];
  expect(dropStuck(stuck)).toEqual(stuck.slice(0, 3));
});

it('keeps quick speech', () => {
  const quick = heardWords('if it is to be so', { eachMs: 80 });
  expect(dropStuck(quick)).toEqual(quick);
  expect(dropStuck([])).toEqual([]);
});
