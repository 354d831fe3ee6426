import { expect, test } from 'vitest';
import { sendsMessage } from './sendsMessage.ts';

const key = (changes: Partial<KeyboardEvent> = {}) => ({
  key: 'Enter',
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  isComposing: false,
  ...changes,
});

test('Enter sends and Shift+Enter breaks the line', () => {
  expect(sendsMessage(key(), true)).toBe(true);
  expect(sendsMessage(key({ shiftKey: true }), true)).toBe(false);
  expect(sendsMessage(key({ key: 'a' }), true)).toBe(false);
});

test('with the other setting only Ctrl+Enter sends', () => {
  expect(sendsMessage(key(), false)).toBe(false);
  expect(sendsMessage(key({ ctrlKey: true }), false)).toBe(true);
  expect(sendsMessage(key({ metaKey: true }), false)).toBe(true);
});

test('never while a word is being composed', () => {
  expect(sendsMessage(key({ isComposing: true }), true)).toBe(false);
});
