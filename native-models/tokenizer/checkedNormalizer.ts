import { quoted } from '../formats/quoted.ts';
import { checkedPattern } from './checkedPattern.ts';
import { refusedTokenizer } from './refusedTokenizer.ts';
import { tokenizerLimits } from './tokenizerLimits.ts';

const PLAIN = new Set(['NFC', 'NFD', 'NFKC', 'NFKD', 'Lowercase', 'Strip', 'Prepend']);

/** The configuration of a normalizer, if the library does all of it as the reference does. Errors: `unsupported`. */
export function checkedNormalizer(configuration: unknown, depth = 0): object | null {
  if (configuration === null || configuration === undefined) return null;
  const { type, ...rest } = configuration as { type?: unknown; [key: string]: unknown };
  if (typeof type === 'string' && PLAIN.has(type)) return { type, ...rest };
  if (type === 'Replace') return { type, ...rest, pattern: checkedPattern(rest['pattern']) };
  if (type === 'Sequence' && Array.isArray(rest['normalizers']) && depth < tokenizerLimits.nesting) {
    return { type, normalizers: rest['normalizers'].map((part: unknown) => checkedNormalizer(part, depth + 1)) };
  }
  throw refusedTokenizer('unsupported', `its normalizer ${quoted(String(type))} is not built`);
}
