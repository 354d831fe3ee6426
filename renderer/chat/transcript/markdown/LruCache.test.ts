import { expect, test, vi } from 'vitest';
import { LruCache } from './LruCache.ts';

test('makes a value once, and again after it was forgotten', () => {
  const cache = new LruCache<string, string>(2);
  const make = vi.fn((key: string) => key.toUpperCase());
  const get = (key: string) => cache.get(key, () => make(key));
  expect([get('a'), get('b'), get('a'), get('c'), get('a'), get('b')]).toEqual(['A', 'B', 'A', 'C', 'A', 'B']);
  expect(make.mock.calls.flat()).toEqual(['a', 'b', 'c', 'b']);
});
