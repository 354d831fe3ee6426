import { describe, expect, it } from 'vitest';
import { createWordSplitter } from './createWordSplitter.ts';
import { exactPreTokenizer } from './exactPreTokenizer.ts';
import type { TokenizerDescription } from './TokenizerDescription.ts';

function split(configuration: unknown, text: string): readonly string[] {
  const preTokenizer = exactPreTokenizer(configuration);
  return createWordSplitter({ normalizer: null, preTokenizer } as TokenizerDescription)(text, 'start');
}

describe('exactPreTokenizer', () => {
  it("means Unicode's digits", () => {
    const single = split({ type: 'Digits', individual_digits: true }, 'a١٢½b12');
    expect(single).toEqual(['a', '١', '٢', '½', 'b', '1', '2']);
    expect(split({ type: 'Digits', individual_digits: false }, 'a١٢½b12')).toEqual(['a', '١٢½', 'b', '12']);
  });

  it("means Unicode's white space, to which U+0085 belongs and U+FEFF does not", () => {
    const words = split({ type: 'ByteLevel', add_prefix_space: false, use_regex: true }, 'a\u0085\u0085b \uFEFF');
    expect(words).toEqual(['a', 'Âħ', 'Âħ', 'b', 'ĠïȬ'].map((word) => word.replace('Ȭ', '»¿')));
  });

  it('splits at the space sign unless told not to', () => {
    expect(split({ type: 'Metaspace', prepend_scheme: 'always' }, 'a  b')).toEqual(['▁a', '▁', '▁b']);
    expect(split({ type: 'Metaspace', prepend_scheme: 'always', split: false }, 'a  b')).toEqual(['▁a▁▁b']);
    expect(split({ type: 'Metaspace', add_prefix_space: false, split: false }, 'a b')).toEqual(['a▁b']);
  });

  it('puts a space before the text, and not before every word', () => {
    expect(split({ type: 'ByteLevel', add_prefix_space: true, use_regex: true }, 'a1 b')).toEqual(['Ġa', '1', 'Ġb']);
  });

  it('removes what a split removes', () => {
    const removed = { type: 'Split', pattern: { String: ' ' }, behavior: 'Removed', invert: false };
    expect(split(removed, ' a b ')).toEqual(['a', 'b']);
    expect(split({ ...removed, pattern: { String: '[.]' } }, 'a[.]b.')).toEqual(['a', 'b.']);
    expect(split({ ...removed, pattern: { String: '.' }, behavior: 'Isolated' }, 'a.b')).toEqual(['a', '.', 'b']);
    expect(split({ ...removed, pattern: { Regex: '[a-z]' }, invert: true }, 'a b')).toEqual(['a', 'b']);
  });
});
