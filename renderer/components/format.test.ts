import { expect, test } from 'vitest';
import { formatBytes } from './formatBytes.ts';
import { formatCount } from './formatCount.ts';
import { formatSeconds } from './formatSeconds.ts';

test('bytes read as people write them', () => {
  expect(formatBytes(0)).toBe('0 B');
  expect(formatBytes(999)).toBe('999 B');
  expect(formatBytes(12_400)).toBe('12 KB');
  expect(formatBytes(98_300_000)).toBe('98 MB');
  expect(formatBytes(8_140_000)).toBe('8.1 MB');
  expect(formatBytes(1_204_000_000)).toBe('1.2 GB');
});

test('counts are grouped by thousands', () => {
  expect(formatCount(9_412)).toBe((9_412).toLocaleString());
});

test('seconds are short when short', () => {
  expect(formatSeconds(0.234)).toBe('0.2 s');
  expect(formatSeconds(9.96)).toBe('10 s');
  expect(formatSeconds(42.4)).toBe('42 s');
  expect(formatSeconds(97)).toBe('1 min 37 s');
  expect(formatSeconds(119.8)).toBe('2 min');
  expect(formatSeconds(7_320)).toBe('2 h 2 min');
});
