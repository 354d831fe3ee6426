import { deflateSync } from 'node:zlib';

/** Above this a transcript repeats itself, as OpenAI's decoding judges (`compression_ratio_threshold`). */
export const HIGHEST_RATIO = 2.4;

/** How many times smaller a text becomes when it is compressed; text that loops compresses too well. 0 for no text. */
export function compressionRatio(text: string): number {
  const bytes = Buffer.from(text);
  return bytes.length === 0 ? 0 : bytes.length / deflateSync(bytes).length;
}
