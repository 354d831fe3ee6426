import { describe, expect, it } from 'vitest';
import { isWholePayload, openSectionHeader, SECTION_HEADER_BYTES, sealSection } from './Section.ts';

const nonce = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
const payload = Buffer.from('rows of a cache');

describe('a sealed section', () => {
  const section = sealSection('rows', payload, nonce, 1_000);
  const header = section.subarray(0, SECTION_HEADER_BYTES);

  it('tells what it is, at its place in its file', () => {
    const opened = openSectionHeader(header, nonce, 1_000)!;
    expect(opened).toMatchObject({ kind: 'rows', bytes: payload.length });
    expect(isWholePayload(section.subarray(SECTION_HEADER_BYTES), opened.crc, nonce, 1_000)).toBe(true);
  });

  it('does not pass elsewhere, in another file, or with any bit turned', () => {
    expect(openSectionHeader(header, nonce, 1_001)).toBeNull();
    expect(openSectionHeader(header, Uint8Array.of(9, 2, 3, 4, 5, 6, 7, 8), 1_000)).toBeNull();
    const { crc } = openSectionHeader(header, nonce, 1_000)!;
    expect(isWholePayload(payload, crc, nonce, 1_001)).toBe(false);
    for (let bit = 0; bit < 8 * section.length; bit++) {
      const turned = Buffer.from(section);
      turned[bit >> 3]! ^= 1 << (bit & 7);
      const opened = openSectionHeader(turned.subarray(0, SECTION_HEADER_BYTES), nonce, 1_000);
      expect(opened !== null && isWholePayload(turned.subarray(SECTION_HEADER_BYTES), opened.crc, nonce, 1_000)).toBe(
        false,
      );
    }
  });
});
