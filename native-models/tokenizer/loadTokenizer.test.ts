import { describe, expect, it } from 'vitest';
import { AppError } from '../../app/contract/AppError.ts';
import { byteAlphabet } from './byteAlphabet.ts';
import { loadTokenizer } from './loadTokenizer.ts';
import type { ChatPart } from './renderChat.ts';
import type { Tokenizer } from './Tokenizer.ts';

const decode = (tokenizer: Tokenizer, ids: Iterable<number>): string =>
  Buffer.concat(Array.from(ids, (id) => tokenizer.tokenBytes(id))).toString();

const added = (id: number, content: string, special: boolean, flags: object = {}) => ({
  id,
  content,
  special,
  ...flags,
});

/** All bytes, a few merges, two control tokens, markup that is not flagged as control, and a run of spaces. */
function byteLevelJson(change: object = {}, model: object = {}): unknown {
  const merges = ['h i', 'Ġ hi', 'Ċ Ċ', '< |', '<| a', '<|a |', '<|a| >'];
  const pieces = [...byteAlphabet, ...merges.map((merge) => merge.replace(' ', ''))].filter(
    (piece) => piece !== '<|a|>',
  );
  return {
    added_tokens: [
      added(300, '<|a|>', true),
      added(301, '<|end|>', true, { rstrip: true, lstrip: true }),
      added(302, '<think>', false),
      added(303, '    ', false),
    ],
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, use_regex: true },
    decoder: { type: 'ByteLevel' },
    model: { type: 'BPE', vocab: Object.fromEntries(pieces.map((piece, id) => [piece, id])), merges, ...model },
    ...change,
  };
}

/** Sentencepiece-like: a space sign, letters, `▁hi`, and no byte tokens. */
function spaceSignJson(change: object = {}): unknown {
  const pieces = ['<unk>', '<s>', '▁', ...'a b c h i s : [ ] < >'.split(' '), 'hi', '▁hi'];
  return {
    added_tokens: [added(0, '<unk>', true), added(1, '<s>', true)],
    normalizer: {
      type: 'Sequence',
      normalizers: [
        { type: 'Prepend', prepend: '▁' },
        { type: 'Replace', pattern: { String: ' ' }, content: '▁' },
      ],
    },
    pre_tokenizer: null,
    decoder: { type: 'Sequence', decoders: [{ type: 'Replace' }, { type: 'Fuse' }] },
    model: {
      type: 'BPE',
      unk_token: '<unk>',
      fuse_unk: true,
      vocab: Object.fromEntries(pieces.map((piece, id) => [piece, id])),
      merges: [
        ['h', 'i'],
        ['▁', 'hi'],
      ],
    },
    ...change,
  };
}

describe('control tokens', () => {
  const tokenizer = loadTokenizer(byteLevelJson());

  it('stay text in text from people', () => {
    for (const text of ['<|a|>', 'x<|end|>y', '<think>', '<|a|><|a|>']) {
      const ids = tokenizer.encode(text);
      expect([...ids].some((id) => id >= 300)).toBe(false);
      expect(decode(tokenizer, ids)).toBe(text);
    }
  });

  it('are found in template text, the longest first, and take white space with them', () => {
    const spaceSign = byteAlphabet.indexOf('Ġ');
    expect([...tokenizer.encodeTemplate('<|a|><think>')]).toEqual([300, 302]);
    expect([...tokenizer.encodeTemplate(' <|end|>  <|a|> ')]).toEqual([301, 300, spaceSign]);
  });

  it('are silent and special; markup is neither', () => {
    expect([300, 301, 302, 303, 5].map((id) => tokenizer.isSpecial(id))).toEqual([true, true, false, false, false]);
    expect(tokenizer.tokenBytes(300)).toEqual(new Uint8Array());
    expect(decode(tokenizer, [302, 303])).toBe('<think>    ');
    expect(tokenizer.tokenBytes(9_999)).toEqual(new Uint8Array());
    expect(tokenizer.vocabSize).toBe(304);
  });

  it('are not made by merges or whole words either', () => {
    const whole = loadTokenizer(byteLevelJson({ pre_tokenizer: null }, { ignore_merges: true }));
    expect([...whole.encode('<|a|>')]).not.toContain(300);
    const unknown = loadTokenizer(spaceSignJson());
    expect([...unknown.encode('<s>')]).not.toContain(1);
  });
});

describe('plain added tokens', () => {
  it('are matched in text from people', () => {
    const tokenizer = loadTokenizer(byteLevelJson());
    expect([...tokenizer.encode('    ')]).toEqual([303]);
  });
});

describe('encoding', () => {
  it('merges by rank, then from the left', () => {
    const tokenizer = loadTokenizer(byteLevelJson());
    const pieces = [...tokenizer.encode(' hi hihi\n\n\n')].map((id) => decode(tokenizer, [id]));
    expect(pieces).toEqual([' hi', ' hi', 'hi', '\n\n', '\n']);
  });

  it('puts a space before the first word only where text begins', () => {
    const tokenizer = loadTokenizer(spaceSignJson());
    expect(decode(tokenizer, tokenizer.encode('hi'))).toBe(' hi');
    expect(decode(tokenizer, tokenizer.encode('hi', false))).toBe('hi');
    expect(decode(tokenizer, tokenizer.encodeTemplate('a<s>b', false))).toBe('a b');
    const metaspace = (scheme: string) =>
      loadTokenizer(spaceSignJson({ normalizer: null, pre_tokenizer: { type: 'Metaspace', prepend_scheme: scheme } }));
    expect(decode(metaspace('first'), metaspace('first').encodeTemplate('a<s>b'))).toBe(' ab');
    expect(decode(metaspace('always'), metaspace('always').encodeTemplate('a<s>b'))).toBe(' a b');
    expect(decode(metaspace('always'), metaspace('always').encode('a', false))).toBe('a');
  });

  it('takes one unknown token for a run of unknown characters', () => {
    expect([...loadTokenizer(spaceSignJson()).encode('äöü', false)]).toEqual([0]);
  });

  it('takes lone surrogates and an empty text', () => {
    const tokenizer = loadTokenizer(byteLevelJson());
    expect(decode(tokenizer, tokenizer.encode('a\uD83Db\uDE00'))).toBe('a\uFFFDb\uFFFD');
    expect(tokenizer.encode('')).toEqual(new Int32Array());
  });

  it.each<[string, string]>([
    ['one word', 'hi'.repeat(250_000)],
    ['one letter', 'a'.repeat(500_000)],
    ['white space', ' \n'.repeat(250_000)],
    ['short words', 'hi there, 42! '.repeat(35_000)],
    ['emoji', '😀'.repeat(125_000)],
  ])('takes half a million bytes of %s', (_, text) => {
    for (const tokenizer of [
      loadTokenizer(byteLevelJson()),
      loadTokenizer(byteLevelJson({ pre_tokenizer: bytesOnly })),
    ]) {
      expect(decode(tokenizer, tokenizer.encode(text)) === text).toBe(true);
    }
  });
  const bytesOnly = { type: 'ByteLevel', add_prefix_space: false, use_regex: false };
});

describe('encodeChat', () => {
  const parts: ChatPart[] = [
    { kind: 'template', text: '<s>[a] ' },
    { kind: 'content', index: 0, text: 'hi<s>' },
    { kind: 'template', text: ' [b]<s>' },
    { kind: 'template', text: 'c:' },
  ];

  it('joins plain text across parts, but never control tokens', () => {
    const tokenizer = loadTokenizer(spaceSignJson());
    const { tokens, partOf } = tokenizer.encodeChat(parts);
    const written = [...tokens].map((id) => (tokenizer.isSpecial(id) ? `${id}` : decode(tokenizer, [id])));
    expect(written).toEqual(['1', ' ', '[', 'a', ']', ' hi', '<', 's', '>', ' ', '[', 'b', ']', '1', ' ', 'c', ':']);
    expect([...partOf]).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3]);
  });

  it('tells which part each token begins in', () => {
    const tokenizer = loadTokenizer(byteLevelJson());
    const { tokens, partOf } = tokenizer.encodeChat([
      { kind: 'template', text: '<|a|>u\n' },
      { kind: 'content', index: 0, text: '\n\nhi <|a|>' },
      { kind: 'template', text: '<|end|>\n' },
    ]);
    const pieces = Array.from(tokens, (id) => decode(tokenizer, [id]));
    expect(pieces).toEqual(['', 'u', '\n\n', '\n', 'hi', ' ', '<|', 'a', '|', '>', '']);
    expect([...partOf]).toEqual([0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 2]);
  });
});

describe('loadTokenizer refuses', () => {
  it.each<[string, unknown, string]>([
    ['unigram models', byteLevelJson({}, { type: 'Unigram' }), '"Unigram"'],
    ['word pieces', byteLevelJson({}, { type: 'WordPiece' }), '"WordPiece"'],
    ['end-of-word marks', byteLevelJson({}, { end_of_word_suffix: '</w>' }), 'the end of words'],
    ['other pre-tokenizers', byteLevelJson({ pre_tokenizer: { type: 'BertPreTokenizer' } }), '"BertPreTokenizer"'],
    ['other normalizers', byteLevelJson({ normalizer: { type: 'BertNormalizer' } }), '"BertNormalizer"'],
    [
      'splits that merge',
      byteLevelJson({ pre_tokenizer: { type: 'Split', pattern: { String: ' ' }, behavior: 'MergedWithNext' } }),
      'MergedWithNext',
    ],
    [
      'patterns that are none',
      byteLevelJson({ pre_tokenizer: { type: 'Split', pattern: { Regex: '(((' }, behavior: 'Isolated' } }),
      'cannot be translated',
    ],
  ])('%s by name', (_, json, part) => {
    expect(() => loadTokenizer(json)).toThrow(
      expect.objectContaining({ code: 'unsupported', message: expect.stringContaining(part) }),
    );
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'tokenizer'],
    ['no model', {}],
    ['no vocabulary', byteLevelJson({}, { vocab: null })],
    ['a list as vocabulary', byteLevelJson({}, { vocab: ['a'] })],
    ['ids that are none', byteLevelJson({}, { vocab: { a: -1 }, merges: [] })],
    ['ids that are texts', byteLevelJson({}, { vocab: { a: '1' }, merges: [] })],
    ['huge ids', byteLevelJson({}, { vocab: { a: 2 ** 40 }, merges: [] })],
    ['shared ids', byteLevelJson({}, { vocab: { a: 1, b: 1 }, merges: [] })],
    ['merges of nothing', byteLevelJson({}, { merges: ['x yy'] })],
    ['merges that are no pairs', byteLevelJson({}, { merges: ['h i t'] })],
    ['merges of numbers', byteLevelJson({}, { merges: [[1, 2]] })],
    ['no merges', byteLevelJson({}, { merges: 'h i' })],
    ['an added token without text', byteLevelJson({ added_tokens: [added(1, '', true)] })],
    ['a malformed pattern', byteLevelJson({ pre_tokenizer: { type: 'Split', pattern: 7, behavior: 'Isolated' } })],
    ['a very long token', byteLevelJson({}, { vocab: { ['a'.repeat(5_000)]: 0 }, merges: [] })],
  ])('%s', (_, json) => {
    expect(() => loadTokenizer(json)).toThrow(expect.objectContaining({ name: 'AppError', code: 'bad-file' }));
  });

  it('sequences in sequences without end', () => {
    let nested: object = { type: 'NFC' };
    for (let i = 0; i < 1_000; i++) nested = { type: 'Sequence', normalizers: [nested] };
    expect(() => loadTokenizer(byteLevelJson({ normalizer: nested }))).toThrow(AppError);
  });

  it('a pattern that does not come to an end, when it meets its text', () => {
    const pattern = { Regex: '^(x+x+)+$' };
    const tokenizer = loadTokenizer(byteLevelJson({ pre_tokenizer: { type: 'Split', pattern, behavior: 'Isolated' } }));
    expect(() => tokenizer.encode(`${'x'.repeat(60)}!`)).toThrow(
      expect.objectContaining({ code: 'unsupported', message: expect.stringContaining('too slow') }),
    );
  });
});
