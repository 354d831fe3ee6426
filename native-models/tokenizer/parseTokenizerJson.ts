import { z } from '../../app/contract/zod.ts';
import { quoted } from '../formats/quoted.ts';
import { checkedNormalizer } from './checkedNormalizer.ts';
import { exactPreTokenizer } from './exactPreTokenizer.ts';
import { refusedTokenizer } from './refusedTokenizer.ts';
import type { AddedToken, TokenizerDescription } from './TokenizerDescription.ts';
import { tokenizerLimits } from './tokenizerLimits.ts';

const token = z.string().max(tokenizerLimits.tokenLength);
const id = z
  .number()
  .int()
  .nonnegative()
  .max(tokenizerLimits.vocabulary * 2);
const flag = z.boolean().nullish();
const configuration = z.looseObject({ type: z.string() }).nullish();
const File = z.object({
  model: z.looseObject({
    type: z.string().nullish(),
    vocab: z.unknown(),
    merges: z.unknown(),
    unk_token: token.nullish(),
    ignore_merges: flag,
    byte_fallback: flag,
    fuse_unk: flag,
    continuing_subword_prefix: z.string().nullish(),
    end_of_word_suffix: z.string().nullish(),
  }),
  added_tokens: z
    .array(z.object({ id, content: token.min(1), special: flag, lstrip: flag, rstrip: flag }))
    .max(tokenizerLimits.addedTokens)
    .nullish(),
  normalizer: configuration,
  pre_tokenizer: configuration,
  decoder: configuration,
});
type File = z.infer<typeof File>;

/**
 * Checks a parsed `tokenizer.json` and takes from it what is needed.
 * Errors: `bad-file`; `unsupported` for a kind of model, normalizer or pre-tokenizer that is not built, by name.
 */
export function parseTokenizerJson(json: unknown): TokenizerDescription {
  const parsed = File.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw refusedTokenizer('bad-file', `its part ${quoted(issue?.path.join('.') || '(whole)')} is malformed`);
  }
  const { model, added_tokens: added, normalizer, pre_tokenizer: preTokenizer, decoder } = parsed.data;
  const type = model.type ?? (Array.isArray(model.merges) ? 'BPE' : 'unnamed');
  if (type !== 'BPE') throw refusedTokenizer('unsupported', `its model is ${quoted(type)}, and only "BPE" is built`);
  if (model.continuing_subword_prefix || model.end_of_word_suffix) {
    throw refusedTokenizer('unsupported', 'it marks the inside or the end of words, which is not built');
  }
  const addedTokens = (added ?? []).map((entry): AddedToken => {
    const { special, lstrip, rstrip } = entry;
    return { ...entry, special: special ?? false, lstrip: lstrip ?? false, rstrip: rstrip ?? false };
  });
  const vocabulary = readVocabulary(model.vocab, addedTokens);
  return {
    vocabulary,
    merges: readMerges(model.merges),
    addedTokens,
    ignoreMerges: model.ignore_merges ?? false,
    byteFallback: model.byte_fallback ?? false,
    fuseUnknown: model.fuse_unk ?? false,
    unknownId: vocabulary.get(model.unk_token ?? '') ?? null,
    byteLevel: mentionsByteLevel(preTokenizer) || mentionsByteLevel(decoder),
    normalizer: checkedNormalizer(normalizer ?? null),
    preTokenizer: exactPreTokenizer(preTokenizer ?? null),
  };
}

function readVocabulary(vocab: unknown, addedTokens: readonly AddedToken[]): Map<string, number> {
  if (typeof vocab !== 'object' || vocab === null || Array.isArray(vocab)) {
    throw refusedTokenizer('bad-file', 'it has no vocabulary');
  }
  const vocabulary = new Map<string, number>(Object.entries(vocab));
  for (const { content, id } of addedTokens) vocabulary.set(content, id);
  if (vocabulary.size > tokenizerLimits.vocabulary) {
    throw refusedTokenizer('bad-file', `it has more than ${tokenizerLimits.vocabulary} tokens`);
  }
  const owners = new Map<number, string>();
  for (const [content, tokenId] of vocabulary) {
    if (!id.safeParse(tokenId).success)
      throw refusedTokenizer('bad-file', `the id of its token ${quoted(content)} is malformed`);
    if (!token.safeParse(content).success)
      throw refusedTokenizer('bad-file', `its token ${quoted(content)} is too long`);
    const owner = owners.get(tokenId);
    if (owner !== undefined)
      throw refusedTokenizer('bad-file', `its tokens ${quoted(owner)} and ${quoted(content)} share an id`);
    owners.set(tokenId, content);
  }
  return vocabulary;
}

/** Merges as pairs; older files write a pair as one text with a space. */
function readMerges(merges: unknown): [string, string][] {
  if (!Array.isArray(merges)) throw refusedTokenizer('bad-file', 'it has no list of merges');
  if (merges.length > tokenizerLimits.merges) {
    throw refusedTokenizer('bad-file', `it has more than ${tokenizerLimits.merges} merges`);
  }
  return merges.map((merge: unknown) => {
    const pair: unknown = typeof merge === 'string' ? merge.split(' ', 3) : merge;
    const sound =
      Array.isArray(pair) && pair.length === 2 && pair.every((part) => typeof part === 'string' && part !== '');
    if (!sound) throw refusedTokenizer('bad-file', 'one of its merges is not a pair of tokens');
    return pair as [string, string];
  });
}

function mentionsByteLevel(configuration: File['decoder'], depth = 0): boolean {
  if (!configuration || depth > tokenizerLimits.nesting) return false;
  if (configuration.type === 'ByteLevel') return true;
  const parts = configuration['decoders'] ?? configuration['pretokenizers'];
  return Array.isArray(parts) && parts.some((part: File['decoder']) => mentionsByteLevel(part, depth + 1));
}
