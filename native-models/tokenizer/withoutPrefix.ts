/**
 * A checked configuration of a normalizer or pre-tokenizer without what it puts before the first word, for text that
 * goes on after other text.
 */
export function withoutPrefix(configuration: object | null): object | null {
  const entry = configuration as Record<string, unknown> | null;
  switch (entry?.['type']) {
    case 'Prepend':
      return null;
    case 'Metaspace':
      return { ...entry, prepend_scheme: 'never' };
    case 'ByteLevel':
      return { ...entry, add_prefix_space: false };
    case 'Sequence': {
      const key = 'normalizers' in entry ? 'normalizers' : 'pretokenizers';
      return { ...entry, [key]: (entry[key] as (object | null)[]).map((part) => withoutPrefix(part)) };
    }
    default:
      return configuration;
  }
}
