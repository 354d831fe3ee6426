import { expect, test } from 'vitest';
import { standsIn } from './standsIn.ts';

test('finds whole words, in any case, at any place', () => {
  expect(standsIn('Her dog is Rufus.', 'rufus')).toBe(true);
  expect(standsIn('14417 and 4417', '4417')).toBe(true);
  expect(standsIn('14417', '4417')).toBe(false);
  expect(standsIn('Ostend', 'Oste')).toBe(false);
  expect(standsIn('on 3 March', '3 March')).toBe(true);
  expect(standsIn('on 13 March', '3 March')).toBe(false);
});
