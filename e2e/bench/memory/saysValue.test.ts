import { expect, test } from 'vitest';
import { saysValue } from './saysValue.ts';

test('an answer may leave out the article and turn a date round', () => {
  expect(saysValue('She would like the hammock.', 'a hammock')).toBe(true);
  expect(saysValue('On March 3, I think.', '3 March')).toBe(true);
  expect(saysValue('It is 13 March.', '3 March')).toBe(false);
  expect(saysValue('Her dog is Rufus.', 'Rufus')).toBe(true);
  expect(saysValue('I do not know.', 'Rufus')).toBe(false);
});
