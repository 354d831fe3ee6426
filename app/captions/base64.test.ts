import { expect, test } from 'vitest';
import { base64OfBytes } from './base64OfBytes.ts';
import { bytesOfBase64 } from './bytesOfBase64.ts';

test('bytes of every length and value come back, and look as everybody writes them', () => {
  for (let length = 0; length < 300; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 37 + length) % 256);
    const text = base64OfBytes(bytes);
    expect(text).toBe(Buffer.from(bytes).toString('base64'));
    expect(bytesOfBase64(text)).toEqual(bytes);
  }
});

test('what is no base64 is refused', () => {
  for (const text of ['a', 'ab=a', '====', 'ab\u00e9=', 'a b=', '-_==']) expect(() => bytesOfBase64(text), text).toThrow('no base64');
});
