import { z } from '../../app/contract/zod.ts';
import { quoted } from '../formats/quoted.ts';
import { checkedPattern } from './checkedPattern.ts';
import { refusedTokenizer } from './refusedTokenizer.ts';
import { tokenizerLimits } from './tokenizerLimits.ts';

const flag = z.boolean().default(true);
/** Text that is put in: short, since it may be put in for every character. */
const insertion = z.string().max(tokenizerLimits.insertionLength);
/** What the library does as the reference does. */
const Known = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['NFC', 'NFD', 'NFKC', 'NFKD', 'Lowercase']) }),
  z.object({ type: z.literal('Strip'), strip_left: flag, strip_right: flag }),
  z.object({ type: z.literal('Prepend'), prepend: insertion }),
  z.object({ type: z.literal('Replace'), pattern: z.unknown(), content: insertion }),
  z.object({ type: z.literal('Sequence'), normalizers: z.array(z.unknown()) }),
]);

/** The checked configuration of a normalizer. Errors: `bad-file`; `unsupported` for one that is not built, by name. */
export function checkedNormalizer(configuration: unknown, depth = 0): object | null {
  if (configuration === null || configuration === undefined) return null;
  const { data } = Known.safeParse(configuration);
  if (!data || depth > tokenizerLimits.nesting) {
    const { type } = configuration as { type?: unknown };
    throw refusedTokenizer('unsupported', `its normalizer ${quoted(String(type))} is not built, or not as it is set`);
  }
  if (data.type === 'Replace') return { ...data, pattern: checkedPattern(data.pattern) };
  if (data.type !== 'Sequence') return data;
  return { ...data, normalizers: data.normalizers.map((part) => checkedNormalizer(part, depth + 1)) };
}
