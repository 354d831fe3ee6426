import { expect, test } from 'vitest';
import { pinnedTooMuch } from './pinnedTooMuch.ts';

test('names what to unpin, a few of them and shortened, and says that nothing is lost', () => {
  const one = pinnedTooMuch(['word '.repeat(100)], { tokens: 900, room: 300 });
  expect(one.code).toBe('too-large');
  expect(one.message).toContain('900 tokens');
  expect(one.message).toContain('room for 300');
  expect(one.message).toMatch(/unpin “(?:word ){11}word…”, or raise/);
  expect(one.message).toContain('nothing is lost');
  const many = pinnedTooMuch(['a', 'b', 'c', 'd', 'e'], { tokens: 9, room: -3 });
  expect(many.message).toContain('room for 0');
  expect(many.message).toContain('unpin “a”, “b”, “c” and 2 more, or');
});
