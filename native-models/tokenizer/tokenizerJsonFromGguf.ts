import { ggufFields } from '../formats/gguf/ggufFields.ts';
import type { GgufMetadata } from '../formats/gguf/GgufMetadata.ts';
import { quoted } from '../formats/quoted.ts';
import { ggufPreTokenizers } from './ggufPreTokenizers.ts';
import { ggufTokenizerLists, type GgufTokenType } from './ggufTokenizerLists.ts';
import { mergesFromScores } from './mergesFromScores.ts';
import { refusedTokenizer } from './refusedTokenizer.ts';

const SPACE = '\u2581';

/**
 * A `tokenizer.json` (as an object) from the vocabulary a GGUF file carries: byte-level BPE (`tokenizer.ggml.model`
 * "gpt2") with the way to cut text that `tokenizer.ggml.pre` names, or sentencepiece BPE ("llama") with merges derived
 * from the scores. Control tokens become special added tokens; user-defined ones added tokens that are not special.
 * It adds no begin or end token by itself (`post_processor` is null).
 * Errors: `bad-file`; `unsupported` for another model or an unknown `pre`, by name: a wrong cut costs quality silently.
 */
export function tokenizerJsonFromGguf(metadata: GgufMetadata): Record<string, unknown> {
  const model = ggufFields(metadata).string('tokenizer.ggml.model') ?? 'none';
  if (model === 'gpt2') return byteLevelTokenizer(metadata);
  if (model === 'llama') return sentencepieceTokenizer(metadata);
  throw refusedTokenizer(
    'unsupported',
    `the weights bring a tokenizer of the kind ${quoted(model)}, which is not built`,
  );
}

function byteLevelTokenizer(metadata: GgufMetadata): Record<string, unknown> {
  const fields = ggufFields(metadata);
  const pre = fields.string('tokenizer.ggml.pre') ?? 'none';
  const preTokenizer = ggufPreTokenizers.get(pre);
  if (!preTokenizer) {
    throw refusedTokenizer('unsupported', `the weights name an unknown way to cut text into words, ${quoted(pre)}`);
  }
  const { tokens, types } = ggufTokenizerLists(metadata);
  const splits = preTokenizer.patterns.map((Regex) => ({
    type: 'Split',
    pattern: { Regex },
    behavior: 'Isolated',
    invert: false,
  }));
  const bytes = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false };
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: addedTokens(tokens, types),
    normalizer: preTokenizer.normalizer ? { type: preTokenizer.normalizer } : null,
    pre_tokenizer: { type: 'Sequence', pretokenizers: [...splits, bytes] },
    post_processor: null,
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      ...bpe(tokens, fields.strings('tokenizer.ggml.merges') ?? []),
      ignore_merges: preTokenizer.ignoreMerges,
    },
  };
}

function sentencepieceTokenizer(metadata: GgufMetadata): Record<string, unknown> {
  const fields = ggufFields(metadata);
  const { tokens, types } = ggufTokenizerLists(metadata);
  const scores = fields.numbers('tokenizer.ggml.scores');
  if (scores?.length !== tokens.length) throw refusedTokenizer('bad-file', 'it has no score for every token');
  const pieces = new Map<string, { id: number; score: number }>();
  for (const [id, token] of tokens.entries()) {
    // Control and byte tokens never come out of text, also not piece by piece.
    if (types[id] === 'normal' || types[id] === 'userDefined') pieces.set(token, { id, score: scores[id]! });
  }
  const prefix = fields.boolean('tokenizer.ggml.add_space_prefix') ?? true;
  const unknown = tokens[fields.number('tokenizer.ggml.unknown_token_id') ?? types.indexOf('unknown')];
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: addedTokens(tokens, types),
    normalizer: {
      type: 'Sequence',
      normalizers: [
        ...(prefix ? [{ type: 'Prepend', prepend: SPACE }] : []),
        { type: 'Replace', pattern: { String: ' ' }, content: SPACE },
      ],
    },
    pre_tokenizer: null,
    post_processor: null,
    decoder: {
      type: 'Sequence',
      decoders: [
        { type: 'Replace', pattern: { String: SPACE }, content: ' ' },
        { type: 'ByteFallback' },
        { type: 'Fuse' },
        ...(prefix ? [{ type: 'Strip', content: ' ', start: 1, stop: 0 }] : []),
      ],
    },
    model: {
      ...bpe(tokens, mergesFromScores(pieces)),
      unk_token: unknown ?? null,
      byte_fallback: true,
      fuse_unk: true,
    },
  };
}

function bpe(tokens: readonly string[], merges: readonly (string | readonly [string, string])[]) {
  // Without a prototype `__proto__` is a token like any other.
  const vocab: Record<string, number> = Object.create(null) as Record<string, number>;
  for (const [id, token] of tokens.entries()) vocab[token] = id;
  return {
    type: 'BPE',
    dropout: null,
    unk_token: null,
    continuing_subword_prefix: null,
    end_of_word_suffix: null,
    fuse_unk: false,
    byte_fallback: false,
    ignore_merges: false,
    vocab,
    merges,
  };
}

function addedTokens(tokens: readonly string[], types: readonly GgufTokenType[]) {
  return tokens.flatMap((content, id) => {
    const type = types[id];
    if (content === '' || (type !== 'control' && type !== 'unknown' && type !== 'userDefined')) return [];
    const special = type !== 'userDefined';
    return [{ id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special }];
  });
}
