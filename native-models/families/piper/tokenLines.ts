import type { PiperConfig } from './PiperConfig.ts';

/** What every voice must know: pause, begin and end of a sentence. */
const NEEDED = ['_', '^', '$'];

/**
 * The text of `tokens.txt`, which a synthesiser reads beside a Piper voice: a line `phoneme id` for each phoneme. Only
 * phonemes of one code point stand in it: the phonemiser gives no others, and the reader of that file ends its process
 * over a longer one. Throws a `RangeError` with a reason for a map that would have it do so.
 */
export function tokenLines({ phoneme_id_map: map, num_symbols: symbols }: Pick<PiperConfig, 'phoneme_id_map' | 'num_symbols'>): string {
  const missing = NEEDED.find((phoneme) => !Object.hasOwn(map, phoneme));
  if (missing !== undefined) throw new RangeError(`its list of phonemes lacks "${missing}"`);
  return Object.entries(map)
    .filter(([phoneme]) => /^[^\t-\r]$/u.test(phoneme))
    .map(([phoneme, [id = 0]]) => {
      if (id >= symbols) throw new RangeError(`its phoneme "${phoneme}" has the number ${id}, and there are ${symbols}`);
      return `${phoneme} ${id}\n`;
    })
    .join('');
}
