import { z } from '../../../../app/contract/zod.ts';
import { AppError } from '../../../../app/contract/AppError.ts';
import type { createFolderReader } from '../../createFolderReader.ts';
import { checked } from '../../checked.ts';

const CONTROL = /^<\|[^|]+\|>$/u;
const Vocabulary = z.record(z.string(), z.number().int().nonnegative());
/** Ids by their text; a newer `tokenizer_config.json` has it the other way round. */
const AddedTokens = z.record(z.string(), z.number().int().nonnegative());
const TokenizerConfig = z.object({ added_tokens_decoder: z.record(z.string().regex(/^\d{1,9}$/), z.object({ content: z.string().min(1) })).nullish() });

/**
 * `tokenizer.json` of a Whisper model's folder, or the same made of `vocab.json`, `merges.txt` and `added_tokens.json`
 * (or `tokenizer_config.json`), which is what many tuned models have alone. Errors: `not-found`, `bad-file`.
 */
export async function hubTokenizer({ json, text }: ReturnType<typeof createFolderReader>): Promise<unknown> {
  const whole = await json('tokenizer.json');
  if (whole !== undefined) return whole;
  const [vocab, merges] = [await json('vocab.json'), await text('merges.txt')];
  if (vocab === undefined || merges === undefined) {
    throw new AppError('not-found', 'The folder has neither tokenizer.json nor vocab.json with merges.txt; choose the folder of a model with all its files.', { file: 'tokenizer.json' });
  }
  const vocabulary = checked(Vocabulary, vocab, 'vocab.json');
  const added = new Map(Object.entries(vocabulary).filter(([content]) => CONTROL.test(content)));
  const { added_tokens_decoder: decoder } = checked(TokenizerConfig, (await json('tokenizer_config.json')) ?? {}, 'tokenizer_config.json');
  for (const [id, { content }] of Object.entries(decoder ?? {})) added.set(content, Number(id));
  for (const [content, id] of Object.entries(checked(AddedTokens, (await json('added_tokens.json')) ?? {}, 'added_tokens.json'))) added.set(content, id);
  return {
    version: '1.0',
    added_tokens: [...added].map(([content, id]) => ({ id, content, special: CONTROL.test(content), lstrip: false, rstrip: false, single_word: false, normalized: false })),
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
    post_processor: null,
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: { type: 'BPE', vocab: Object.fromEntries(Object.entries(vocabulary).filter(([content]) => !added.has(content))), merges: pairs(merges) },
  };
}

/** Lines with a pair of tokens each, below one that names the version. */
const pairs = (text: string): string[] => text.split(/\r?\n/u).filter((line, at) => line !== '' && !(at === 0 && line.startsWith('#version')));
