import { z } from '../../app/contract/zod.ts';
import { quoted } from '../formats/quoted.ts';
import { refusedTokenizer } from './refusedTokenizer.ts';
import { tokenizerLimits } from './tokenizerLimits.ts';
import type { WordPieceDescription } from './WordPieceDescription.ts';
import { wordPieceLimits } from './wordPieceLimits.ts';

const token = z.string().max(tokenizerLimits.tokenLength);
const id = z.number().int().nonnegative().max(tokenizerLimits.vocabulary * 2);
const typed = z.looseObject({ type: z.string() });
const File = z.object({
  model: z.object({
    type: z.string().nullish(),
    vocab: z.record(z.string(), z.unknown()),
    unk_token: token,
    continuing_subword_prefix: z.string().max(wordPieceLimits.prefixLength).default('##'),
    max_input_chars_per_word: z.number().int().positive().max(wordPieceLimits.wordLength).default(100),
  }),
  normalizer: typed.nullish(),
  pre_tokenizer: typed.nullish(),
  post_processor: z.unknown(),
  truncation: z.object({ max_length: z.number().int().positive() }).nullish(),
});
const Normalizer = z.object({
  clean_text: z.boolean().default(true),
  handle_chinese_chars: z.boolean().default(true),
  strip_accents: z.boolean().nullish(),
  lowercase: z.boolean().default(true),
});
const pair = z.tuple([token, id]);
const PostProcessor = z.discriminatedUnion('type', [
  z.object({ type: z.literal('BertProcessing'), sep: pair, cls: pair }),
  z.object({
    type: z.literal('TemplateProcessing'),
    single: z
      .array(
        z.union([
          z.object({ SpecialToken: z.object({ id: token, type_id: z.literal(0) }) }),
          z.object({ Sequence: z.object({ id: z.literal('A'), type_id: z.literal(0) }) }),
        ]),
      )
      .max(wordPieceLimits.templateParts),
    special_tokens: z.record(z.string(), z.object({ ids: z.array(id).max(wordPieceLimits.templateParts) })),
  }),
]);

/**
 * Checks a parsed `tokenizer.json` whose model is WordPiece and takes from it what is needed.
 * Errors: `bad-file`; `unsupported` for another kind of model, normalizer, pre-tokenizer or frame, by name.
 */
export function parseWordPieceJson(json: unknown): WordPieceDescription {
  const named = z.object({ model: z.object({ type: z.string().nullish() }) }).safeParse(json);
  const kind = named.data?.model.type ?? 'unnamed';
  if (named.success && kind !== 'WordPiece') {
    throw refusedTokenizer('unsupported', `its model is ${quoted(kind)}, and this kind of model needs "WordPiece"`);
  }
  const parsed = File.safeParse(json);
  if (!parsed.success) {
    const part = parsed.error.issues[0]?.path.join('.') || '(whole)';
    throw refusedTokenizer('bad-file', `its part ${quoted(part)} is malformed`);
  }
  const { model, normalizer, pre_tokenizer: splitter, post_processor: frame, truncation } = parsed.data;
  if (splitter?.type !== 'BertPreTokenizer') throw notBuilt('pre-tokenizer', splitter?.type);
  const settings = Normalizer.safeParse(normalizer);
  if (normalizer?.type !== 'BertNormalizer' || !settings.success) throw notBuilt('normalizer', normalizer?.type);
  const { clean_text, handle_chinese_chars, strip_accents, lowercase } = settings.data;
  const vocabulary = readVocabulary(model.vocab);
  const unknownId = vocabulary.get(model.unk_token);
  if (unknownId === undefined) {
    throw refusedTokenizer('bad-file', 'its token for unknown words is not in its vocabulary');
  }
  return {
    vocabulary,
    unknownId,
    prefix: model.continuing_subword_prefix,
    maxWordLength: model.max_input_chars_per_word,
    normalizer: {
      cleanText: clean_text,
      spacesAroundChinese: handle_chinese_chars,
      stripAccents: strip_accents ?? lowercase,
      lowercase,
    },
    ...readFrame(frame),
    truncation: truncation?.max_length ?? null,
  };
}

function readVocabulary(vocab: Readonly<Record<string, unknown>>): Map<string, number> {
  const entries = Object.entries(vocab);
  if (entries.length > tokenizerLimits.vocabulary) {
    throw refusedTokenizer('bad-file', `it has more than ${tokenizerLimits.vocabulary} tokens`);
  }
  const vocabulary = new Map<string, number>();
  for (const [content, value] of entries) {
    const checked = id.safeParse(value);
    if (!checked.success) throw refusedTokenizer('bad-file', `the id of its token ${quoted(content)} is malformed`);
    if (!token.safeParse(content).success) {
      throw refusedTokenizer('bad-file', `its token ${quoted(content)} is too long`);
    }
    vocabulary.set(content, checked.data);
  }
  if (new Set(vocabulary.values()).size < vocabulary.size) {
    throw refusedTokenizer('bad-file', 'two of its tokens share an id');
  }
  return vocabulary;
}

/** The control tokens before and after a single text. */
function readFrame(frame: unknown): Pick<WordPieceDescription, 'before' | 'after'> {
  const { data } = PostProcessor.safeParse(frame);
  if (!data) throw notBuilt('post-processor', (frame as { type?: unknown } | null)?.type);
  if (data.type === 'BertProcessing') return { before: [data.cls[1]], after: [data.sep[1]] };
  const middle = data.single.findIndex((part) => 'Sequence' in part);
  const idsOf = (parts: typeof data.single): number[] =>
    parts.flatMap((part) => {
      const ids = 'SpecialToken' in part ? data.special_tokens[part.SpecialToken.id]?.ids : undefined;
      if (!ids) throw refusedTokenizer('bad-file', 'its frame around a text does not hold one text and known tokens');
      return ids;
    });
  if (middle === -1) throw refusedTokenizer('bad-file', 'its frame around a text leaves the text out');
  return { before: idsOf(data.single.slice(0, middle)), after: idsOf(data.single.slice(middle + 1)) };
}

const notBuilt = (part: string, type: unknown) =>
  refusedTokenizer('unsupported', `its ${part} ${quoted(String(type))} is not built, or not as it is set`);
