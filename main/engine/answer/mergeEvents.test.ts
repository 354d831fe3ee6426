import { expect, it } from 'vitest';
import { mergeEvents } from './mergeEvents.ts';

it('joins texts that nobody has read yet', () => {
  expect(mergeEvents({ kind: 'text', text: 'a' }, { kind: 'text', text: 'b' })).toEqual({ kind: 'text', text: 'ab' });
});

it('keeps the newest of two of another kind, and different kinds apart', () => {
  const first = { kind: 'reading', done: 1, total: 9 } as const;
  const second = { ...first, done: 2 };
  expect(mergeEvents(first, second)).toBe(second);
  expect(mergeEvents(first, { kind: 'text', text: 'a' })).toBeUndefined();
  expect(mergeEvents({ kind: 'text', text: 'a' }, first)).toBeUndefined();
});
