import { expect, test } from 'vitest';
import { encodeSamples } from './encodeSamples.ts';

test('is base64 of little-endian int16, whatever the length', () => {
  expect(encodeSamples(Int16Array.of())).toBe('');
  expect(encodeSamples(Int16Array.of(1, -2, 258))).toBe(btoa('\u0001\u0000\u00fe\u00ff\u0002\u0001'));
  const long = Int16Array.from({ length: 5_001 }, (_, index) => (index * 977) % 32_768);
  const bytes = new DataView(Uint8Array.from(atob(encodeSamples(long)), (letter) => letter.charCodeAt(0)).buffer);
  expect(Array.from({ length: 5_001 }, (_, index) => bytes.getInt16(index * 2, true))).toEqual([...long]);
});
