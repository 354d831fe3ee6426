import { expect, test } from 'vitest';
import { shortcutOf, SHORTCUTS } from './shortcuts.ts';

const press = (key: string, ...held: ('ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey')[]) =>
  shortcutOf({
    key,
    ctrlKey: held.includes('ctrlKey'),
    metaKey: held.includes('metaKey'),
    shiftKey: held.includes('shiftKey'),
    altKey: held.includes('altKey'),
  });

test('Ctrl and Command are the same', () => {
  expect(press('k', 'ctrlKey')).toBe('search');
  expect(press('k', 'metaKey')).toBe('search');
  expect(press('O', 'ctrlKey', 'shiftKey')).toBe('new');
});

test('plain keys and other combinations are left alone', () => {
  expect(press('k')).toBeNull();
  expect(press('k', 'ctrlKey', 'altKey')).toBeNull();
  expect(press('Enter')).toBeNull();
});

test('Escape stops, with Shift it goes to the message field', () => {
  expect(press('Escape')).toBe('stop');
  expect(press('Escape', 'shiftKey')).toBe('composer');
});

test('a slash that needs Shift still opens the list', () => {
  expect(press('/', 'ctrlKey')).toBe('shortcuts');
  expect(press('/', 'ctrlKey', 'shiftKey')).toBe('shortcuts');
});

test('no two shortcuts share a key', () => {
  const keys = SHORTCUTS.flatMap((shortcut) => shortcut.keys);
  expect(new Set(keys).size).toBe(keys.length);
});
