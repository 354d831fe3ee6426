import { describe, expect, it } from 'vitest';
import type { GgufValue } from '../formats/gguf/GgufMetadata.ts';
import { byteAlphabet } from './byteAlphabet.ts';
import { loadTokenizer } from './loadTokenizer.ts';
import { tokenizerJsonFromGguf } from './tokenizerJsonFromGguf.ts';

const sound = {
  model: 'gpt2',
  pre: 'smollm',
  tokens: [...byteAlphabet, '<|end|>', '<tool>', '__proto__'],
  merges: [],
  eos_token_id: 256,
};
const build = (entries: Record<string, GgufValue>) =>
  tokenizerJsonFromGguf(new Map(Object.entries(entries).map(([key, value]) => [`tokenizer.ggml.${key}`, value])));
const typesOf = (special: Record<number, number>) => Int32Array.from({ length: 259 }, (_, id) => special[id] ?? 1);

describe('tokenizerJsonFromGguf', () => {
  it('makes control tokens special, user-defined ones plain', () => {
    const json = build({ ...sound, token_type: typesOf({ 256: 3, 257: 4 }) });
    expect(json['added_tokens']).toMatchObject([
      { id: 256, content: '<|end|>', special: true },
      { id: 257, content: '<tool>', special: false },
    ]);
    const tokenizer = loadTokenizer(JSON.parse(JSON.stringify(json)));
    expect(tokenizer.vocabSize).toBe(259);
    expect([...tokenizer.encodeTemplate('<tool><|end|>')]).toEqual([257, 256]);
    expect([...tokenizer.encode('<tool><|end|>')].every((id) => id < 256)).toBe(true);
    expect(new TextDecoder().decode(tokenizer.tokenBytes(258))).toBe('__proto__');
  });

  it('takes the end token for control even where no types are given', () => {
    expect(build(sound)['added_tokens']).toMatchObject([{ id: 256, special: true }]);
  });

  it.each<[string, Record<string, GgufValue>, string, RegExp]>([
    ['another kind', { ...sound, model: 'bert' }, 'unsupported', /the kind "bert"/u],
    ['no kind', {}, 'unsupported', /the kind "none"/u],
    ['an unknown cut', { ...sound, pre: 'new-model' }, 'unsupported', /"new-model"/u],
    ['no cut', { model: 'gpt2', tokens: ['a'], merges: [] }, 'unsupported', /"none"/u],
    ['no tokens', { ...sound, tokens: [] }, 'bad-file', /no list of tokens/u],
    ['a token twice', { ...sound, tokens: ['a', 'a'] }, 'bad-file', /the token "a" twice/u],
    ['types for others', { ...sound, token_type: Int32Array.of(1) }, 'bad-file', /types for 1/u],
    ['no scores', { ...sound, model: 'llama' }, 'bad-file', /score for every token/u],
    ['a number for tokens', { ...sound, tokens: 5 }, 'bad-file', /is not a list of texts/u],
  ])('refuses %s', (_, entries, code, message) => {
    expect(() => build(entries)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }));
  });
});
