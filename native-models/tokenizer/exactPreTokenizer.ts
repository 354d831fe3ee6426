import { quoted } from '../formats/quoted.ts';
import { checkedPattern } from './checkedPattern.ts';
import { gpt2Pattern } from './gpt2Pattern.ts';
import { refusedTokenizer } from './refusedTokenizer.ts';
import { tokenizerLimits } from './tokenizerLimits.ts';

interface Configuration {
  type?: unknown;
  [key: string]: unknown;
}

/**
 * The configuration of a pre-tokenizer, rewritten where the library differs from the reference (`tokenizers` in Rust):
 * its `ByteLevel` uses JavaScript's `\s` and its `Digits` ASCII digits, where the reference means Unicode's; its
 * `Metaspace` does not split. A `Split` by pattern is translated exactly, so these become one.
 * Errors: `unsupported` for kinds and options that would be read as something else, by name.
 */
export function exactPreTokenizer(configuration: unknown, depth = 0): object | null {
  if (configuration === null || configuration === undefined) return null;
  const { type, ...rest } = configuration as Configuration;
  switch (type) {
    case 'Sequence':
      if (!Array.isArray(rest['pretokenizers']) || depth >= tokenizerLimits.nesting) break;
      return sequence(rest['pretokenizers'].map((part: unknown) => exactPreTokenizer(part, depth + 1)));
    case 'ByteLevel':
      return byteLevel(rest);
    case 'Digits':
      return split(rest['individual_digits'] === true ? String.raw`\p{N}` : String.raw`\p{N}+`);
    case 'Metaspace':
      return metaspace(rest);
    case 'Split':
      return checkedSplit(rest);
    case 'Punctuation':
      if (rest['behavior'] === 'Contiguous') return { type, ...rest };
      throw unsupported(`Punctuation with the behaviour ${String(rest['behavior'])}`);
  }
  throw unsupported(String(type));
}

const sequence = (pretokenizers: (object | null)[]): object => ({ type: 'Sequence', pretokenizers });
const split = (Regex: string): object => ({ type: 'Split', pattern: { Regex }, behavior: 'Isolated', invert: false });

function byteLevel({ add_prefix_space: addSpace, use_regex: useRegex }: Configuration): object {
  const bytes = { type: 'ByteLevel', add_prefix_space: addSpace === true, use_regex: false };
  if (useRegex === false) return bytes;
  // The space comes before the cut; a text never starts with a space afterwards unless it did before.
  return addSpace === true ? { ...bytes, use_regex: true } : sequence([split(gpt2Pattern), bytes]);
}

function metaspace({
  replacement = '\u2581',
  prepend_scheme: scheme,
  add_prefix_space: addSpace,
  split: cut,
}: Configuration) {
  if (replacement !== '\u2581') throw unsupported('Metaspace with another sign than U+2581');
  const prepend = scheme ?? (addSpace === false ? 'never' : 'always');
  const configuration = { type: 'Metaspace', replacement, prepend_scheme: prepend };
  return cut === false ? configuration : sequence([configuration, split('\u2581[^\u2581]*|[^\u2581]+')]);
}

function checkedSplit({ pattern, behavior, invert }: Configuration): object {
  const inverted = invert === true;
  const known = behavior === 'Removed' || (behavior === 'Isolated' && !inverted);
  if (!known) throw unsupported(`Split with the behaviour ${String(behavior)}${inverted ? ', inverted' : ''}`);
  const checked = checkedPattern(pattern);
  // The library keeps what a plain text pattern should remove, so every pattern becomes an expression.
  const Regex = 'Regex' in checked ? checked.Regex : checked.String.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
  return { type: 'Split', pattern: { Regex }, behavior, invert: inverted };
}

const unsupported = (what: string) => refusedTokenizer('unsupported', `its pre-tokenizer ${quoted(what)} is not built`);
