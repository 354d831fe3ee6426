import { expect, test } from 'vitest';
import { mergeText } from './mergeText.ts';

test('text that follows on is added', () => {
  expect(mergeText('Hello', 5, ' world')).toBe('Hello world');
  expect(mergeText('', 0, 'a')).toBe('a');
});

test('text that is there already is not repeated', () => {
  expect(mergeText('Hello world', 5, ' wo')).toBe('Hello world');
  expect(mergeText('Hello wor', 5, ' world')).toBe('Hello world');
});

test('missing text is noticed', () => {
  expect(mergeText('Hello', 6, 'world')).toBeNull();
});
