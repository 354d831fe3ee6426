import { expect, test } from 'vitest';
import { closeTable } from './closeTable.ts';

test('a table is one from its first cell on', () => {
  expect(closeTable('| Name')).toBe('| Name |\n|---|');
  expect(closeTable('| Name | Pri')).toBe('| Name | Pri |\n|---|---|');
  expect(closeTable('| Name | Price |')).toBe('| Name | Price |\n|---|---|');
  expect(closeTable('| Name | Price |\n|--')).toBe('| Name | Price |\n|---|---|');
  expect(closeTable('| a \\| b | c |\n')).toBe('| a \\| b | c |\n|---|---|');
});

test('whole tables and other texts stay as they are', () => {
  for (const text of ['Text', 'a | b', '| a | b |\n|---|---|\n| 1', '| a\nmore text']) expect(closeTable(text)).toBe(text);
});
