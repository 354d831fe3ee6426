import { MAX_WORD } from '../../../app/captions/Word.ts';
import type { WhisperTokens } from '../../../native-models/families/whisper/WhisperTokens.ts';
import { alignTokens } from './alignTokens.ts';
import type { Transcript } from './decodeGreedy.ts';
import type { HeardWord } from './HeardWord.ts';

const MS_PER_POSITION = 20;

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
 * The words of a transcript with their times, from the start of its sound. A word begins with a space, as in languages
 * that are written with them; marks after it are part of it; of one that is too long to be a word the rest is cut off.
 * What a token says is known where the token before it was read, so its time is that of the attention there. A word is
 * as probable as its least probable token.
 */
export function wordsOf(
  {
    tokens: written,
    attention,
    probabilities,
    favoured,
  }: Pick<Transcript, 'tokens' | 'attention' | 'probabilities' | 'favoured'>,
  options: WordsOptions,
): HeardWord[] {
  const { tokens, promptLength, positions, frames, tokenBytes } = options;
  const places = written.flatMap((token, at) => (token < tokens.end ? [at] : []));
  if (places.length === 0) return [];
  // The row behind the last text says where it ends.
  const rows = [...places, places.at(-1)! + 1].flatMap((place) => attention[promptLength - 1 + place] ?? []);
  const starts = alignTokens(rows, positions, frames);
  const timeOf = (token: number) => (starts[token] ?? frames) * MS_PER_POSITION;

  const words: HeardWord[] = [];
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let read = 0;
  for (const [index, place] of places.entries()) {
    const text = decoder.decode(tokenBytes(written[place]!), { stream: true });
    const probability = probabilities[place] ?? 0;
    const doubted = favoured.includes(place);
    const own = written.slice(read, (read = place + 1));
    const last = words.at(-1);
    const endMs = timeOf(index + 1);
    if (last && !text.startsWith(' ')) {
      words[words.length - 1] = {
        text: (last.text + text).slice(0, MAX_WORD),
        startMs: last.startMs,
        endMs,
        probability: Math.min(last.probability, probability),
        doubted: last.doubted || doubted,
        tokens: [...last.tokens, ...own],
      };
    } else words.push({ text, startMs: timeOf(index), endMs, probability, doubted, tokens: own });
  }
  return words;
}
