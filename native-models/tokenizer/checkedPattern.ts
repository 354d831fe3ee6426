import { z } from '../../app/contract/zod.ts';
import { refusedTokenizer } from './refusedTokenizer.ts';
import { tokenizerLimits } from './tokenizerLimits.ts';

const text = z.string().min(1).max(tokenizerLimits.patternLength);
const Pattern = z.union([z.object({ Regex: text }), z.object({ String: text })]);

/** A pattern of a normalizer or pre-tokenizer: `{ Regex }` or `{ String }`. Errors: `bad-file`. */
export function checkedPattern(pattern: unknown): { Regex: string } | { String: string } {
  const checked = Pattern.safeParse(pattern);
  if (!checked.success) throw refusedTokenizer('bad-file', 'one of its patterns is malformed');
  return checked.data;
}
