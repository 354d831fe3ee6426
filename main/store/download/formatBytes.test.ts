import { expect, test } from 'vitest';
import { formatBytes } from './formatBytes.ts';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_000, '1.0 KB'],
  [98_362_432, '98.4 MB'],
  [123_400_000, '123 MB'],
  [999_600_000, '1.0 GB'],
  [5e15, '5000 TB'],
])('%d bytes is %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));
