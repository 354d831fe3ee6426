import type { WhisperTokens } from '../../../native-models/families/whisper/WhisperTokens.ts';
import { alignTokens } from './alignTokens.ts';
import type { Transcript } from './decodeGreedy.ts';
import type { Word } from './Word.ts';

const SECONDS_PER_POSITION = 0.02;

export interface WordsOptions {
  readonly tokens: Pick<WhisperTokens, 'end'>;
  /** tokens of the prompt, whose attention comes first */
  readonly promptLength: number;
  /** positions of the encoded sound */
  readonly positions: number;
  /** positions that hold sound; the others are silence that was added */
  readonly frames: number;
  /** UTF-8 bytes of a token */
  readonly tokenBytes: (id: number) => Uint8Array;
}

/**
 * The words of a transcript with their times. A word begins with a space, as in languages that are written with them;
 * marks after it are part of it. What a token says is known where the token before it was read, so its time is that of
 * the attention there.
 */
export function wordsOf(
  { tokens: written, attention }: Pick<Transcript, 'tokens' | 'attention'>,
  options: WordsOptions,
): Word[] {
  const { tokens, promptLength, positions, frames, tokenBytes } = options;
  const places = written.flatMap((token, at) => (token < tokens.end ? [at] : []));
  if (places.length === 0) return [];
  // The row behind the last text says where it ends.
  const rows = [...places, places.at(-1)! + 1].flatMap((place) => attention[promptLength - 1 + place] ?? []);
  const starts = alignTokens(rows, positions, frames);
  const timeOf = (token: number) => (starts[token] ?? frames) * SECONDS_PER_POSITION;

  const words: Word[] = [];
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  for (const [index, place] of places.entries()) {
    const text = decoder.decode(tokenBytes(written[place]!), { stream: true });
    const last = words.at(-1);
    const end = timeOf(index + 1);
    if (last && !text.startsWith(' ')) words[words.length - 1] = { ...last, text: last.text + text, end };
    else words.push({ text, start: timeOf(index), end });
  }
  return words;
}
