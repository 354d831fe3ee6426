import { ggufFields } from '../formats/gguf/ggufFields.ts';
import type { GgufMetadata } from '../formats/gguf/GgufMetadata.ts';
import { quoted } from '../formats/quoted.ts';
import { refusedTokenizer } from './refusedTokenizer.ts';
import { tokenizerLimits } from './tokenizerLimits.ts';

/** What GGUF says a token is (`tokenizer.ggml.token_type`). */
export type GgufTokenType = 'normal' | 'unknown' | 'control' | 'userDefined' | 'unused' | 'byte';

const typeNames: readonly GgufTokenType[] = ['normal', 'unknown', 'control', 'userDefined', 'unused', 'byte'];
/** These are control tokens even where the list of types is missing or says otherwise. */
const controlKeys = ['bos_token_id', 'eos_token_id', 'eot_token_id', 'eom_token_id'];

/**
 * The vocabulary of a GGUF file: token texts with their types, by id. Every text occurs once.
 * Errors: `bad-file` for lists that are missing, too long or contradict each other.
 */
export function ggufTokenizerLists(metadata: GgufMetadata) {
  const fields = ggufFields(metadata);
  const tokens = fields.strings('tokenizer.ggml.tokens') ?? [];
  const numbers = fields.numbers('tokenizer.ggml.token_type');
  if (tokens.length === 0) throw refusedTokenizer('bad-file', 'the weights bring no list of tokens');
  if (tokens.length > tokenizerLimits.vocabulary) {
    throw refusedTokenizer('bad-file', `it has more than ${tokenizerLimits.vocabulary} tokens`);
  }
  if (numbers && numbers.length !== tokens.length) {
    throw refusedTokenizer('bad-file', `it has ${tokens.length} tokens but types for ${numbers.length}`);
  }
  const seen = new Set<string>();
  for (const token of tokens) {
    if (seen.has(token)) throw refusedTokenizer('bad-file', `it has the token ${quoted(token)} twice`);
    if (token.length > tokenizerLimits.tokenLength)
      throw refusedTokenizer('bad-file', `its token ${quoted(token)} is too long`);
    seen.add(token);
  }
  const types = tokens.map((_, id): GgufTokenType => typeNames[(numbers?.[id] ?? 1) - 1] ?? 'normal');
  for (const key of controlKeys) {
    const id = fields.number(`tokenizer.ggml.${key}`);
    if (id !== undefined && id in tokens) types[id] = 'control';
  }
  return { tokens, types };
}
