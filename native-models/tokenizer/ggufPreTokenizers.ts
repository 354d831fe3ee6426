import { gpt2Pattern } from './gpt2Pattern.ts';

const llama3 =
  String.raw`(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*` +
  String.raw`|\s*[\r\n]+|\s+(?!\S)|\s+`;
const qwen2 = llama3.replace('{1,3}', '');
const tekken =
  String.raw`[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+` +
  String.raw`|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*` +
  String.raw`|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+`;
const suffix = `(?i:'s|'t|'re|'ve|'m|'ll|'d)?`;
const gpt4o =
  String.raw`[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+${suffix}` +
  String.raw`|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*${suffix}` +
  String.raw`|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+`;

/** How a byte-level vocabulary cuts text before it merges: the patterns in turn, then the bytes of each piece. */
export interface GgufPreTokenizer {
  readonly patterns: readonly string[];
  /** a piece that is a token is taken whole */
  readonly ignoreMerges: boolean;
  readonly normalizer: 'NFC' | null;
}

const cut = (patterns: string[], ignoreMerges = false, normalizer: 'NFC' | null = null): GgufPreTokenizer => ({
  patterns,
  ignoreMerges,
  normalizer,
});
const gpt2 = cut([gpt2Pattern]);
const singleDigits = cut([String.raw`\p{N}`, gpt2Pattern]);
const llama3Cut = cut([llama3], true);

/** By `tokenizer.ggml.pre`, as llama.cpp's llama-vocab.cpp and the models' own tokenizer.json say. */
export const ggufPreTokenizers: ReadonlyMap<string, GgufPreTokenizer> = new Map([
  ['default', gpt2],
  ['gpt-2', gpt2],
  ['phi-2', gpt2],
  ['olmo', gpt2],
  ['smollm', singleDigits],
  ['starcoder', singleDigits],
  ['refact', singleDigits],
  ['llama-bpe', llama3Cut],
  ['llama3', llama3Cut],
  ['llama-v3', llama3Cut],
  ['falcon3', llama3Cut],
  ['lfm2', llama3Cut],
  ['smaug-bpe', cut([llama3])],
  ['dbrx', cut([llama3])],
  ['qwen2', cut([qwen2], false, 'NFC')],
  ['deepseek-r1-qwen', cut([qwen2], false, 'NFC')],
  ['tekken', cut([tekken], true)],
  ['gpt-4o', cut([gpt4o])],
  ['llama4', cut([gpt4o])],
]);
