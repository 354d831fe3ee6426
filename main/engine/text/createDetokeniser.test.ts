import { describe, expect, it } from 'vitest';
import { createDetokeniser } from './createDetokeniser.ts';

const bytes = { tokenBytes: (token: number) => Uint8Array.of(token) };

function pieces(text: string): string[] {
  const { push } = createDetokeniser(bytes);
  return Array.from(new TextEncoder().encode(text), push);
}

describe('createDetokeniser', () => {
  it('never splits a character that spans several tokens', () => {
    for (const text of ['héllo', '日本語', '👩‍👩‍👧‍👦 family', 'a\u{1F1E9}\u{1F1EA}b', '\uFEFFmark']) {
      const got = pieces(text);
      expect(got.join('')).toBe(text);
      for (const piece of got) expect(piece.isWellFormed()).toBe(true);
    }
  });

  it('shows nothing of a character that is not finished', () => {
    const { push } = createDetokeniser(bytes);
    expect(Array.from(new TextEncoder().encode('é👍').slice(0, 5), push).join('')).toBe('é');
  });

  it('shows bytes that belong to no character as replacements, and goes on', () => {
    const { push } = createDetokeniser(bytes);
    expect([0xff, 0x41, 0xc3, 0x42].map(push).join('')).toBe('\uFFFDA\uFFFDB');
  });

  it('shows nothing for special tokens', () => {
    const { push } = createDetokeniser({ tokenBytes: () => new Uint8Array(0) });
    expect(push(2)).toBe('');
  });
});
