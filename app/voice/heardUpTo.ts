/** A chunk that was or is played: its place in the text, and how long it sounds. */
export interface PlayedChunk {
  readonly from: number;
  readonly to: number;
  readonly seconds: number;
}

/** Sums of seconds are off by so much at most, where a loudspeaker has another sample rate: no word is as short. */
const ROUNDING_SECONDS = 0.002;

/**
 * How much of a text was heard when its chunks have sounded for `seconds` in all, by the playback clock: the place
 * behind the last whole word. Within a chunk time is shared evenly among its characters.
 */
export function heardUpTo(text: string, chunks: readonly PlayedChunk[], seconds: number): number {
  let rest = seconds;
  let heard = 0;
  for (const chunk of chunks) {
    if (rest <= 0) break;
    heard = rest >= chunk.seconds - ROUNDING_SECONDS ? chunk.to : lastWordEnd(text, chunk, chunk.from + (rest / chunk.seconds) * (chunk.to - chunk.from), heard);
    rest -= chunk.seconds;
  }
  return heard;
}

/** The end of the last word of a chunk that ends by `place`; `before` when there is none. */
function lastWordEnd(text: string, { from, to }: PlayedChunk, place: number, before: number): number {
  let end = before;
  for (const { index, 0: word } of text.slice(from, to).matchAll(/\S+/gu)) {
    if (from + index + word.length > place) break;
    end = from + index + word.length;
  }
  return end;
}
