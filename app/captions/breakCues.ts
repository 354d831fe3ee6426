import { breakRows, ROW_LENGTH } from './breakRows.ts';
import type { CaptionLine } from './CaptionLine.ts';
import type { Cue } from './Cue.ts';
import type { TimedToken } from './TimedToken.ts';
import { tokensOf } from './tokensOf.ts';

/** Shortest and longest time of a cue, in milliseconds. */
export const SHORTEST_CUE = 1_000;
export const LONGEST_CUE = 6_000;
/** A pause in a line that ends a cue, in milliseconds: text shall not stand there before it is said. */
const PAUSE = 2_000;
/** A cue that does not end with its line ends after punctuation, when that leaves at least this share of it. */
const LEAST_SHARE = 0.5;

const fits = (tokens: readonly TimedToken[]): boolean =>
  breakRows(tokens) !== null && tokens.at(-1)!.endMs - tokens[0]!.startMs <= LONGEST_CUE;

/** How many of the first tokens make the next cue: at least one. */
function countOf(tokens: readonly TimedToken[]): number {
  let most = 1;
  while (most < tokens.length) {
    const pause = tokens[most]!.startMs - tokens[most - 1]!.endMs;
    if (pause >= PAUSE) return most;
    if (!fits(tokens.slice(0, most + 1))) break;
    most += 1;
  }
  if (most === tokens.length) return most;
  for (let count = most; count >= Math.max(1, most * LEAST_SHARE); count--) {
    if (/[,;:.!?…，、。！？]$/u.test(tokens[count - 1]!.text)) return count;
  }
  return most;
}

/** Cues of one line, as it was said. */
function cuesOf(line: CaptionLine): Cue[] {
  const cues: Cue[] = [];
  for (let rest = tokensOf(line, ROW_LENGTH); rest.length > 0;) {
    const count = countOf(rest);
    const tokens = rest.slice(0, count);
    rest = rest.slice(count);
    const rows = breakRows(tokens) ?? [];
    cues.push({ startMs: tokens[0]!.startMs, endMs: tokens.at(-1)!.endMs, rows, speaker: line.speaker });
  }
  return cues;
}

/**
 * Lines as subtitles: at most two rows of 42 characters, for 1 to 6 seconds, one after the other. A cue never begins
 * before it is said; after one that had to stand longer than it was said, the next begins later.
 */
export function breakCues(lines: readonly CaptionLine[]): Cue[] {
  let free = 0;
  return lines
    .toSorted((a, b) => a.startMs - b.startMs || a.index - b.index)
    .flatMap(cuesOf)
    .map((cue) => {
      const startMs = Math.round(Math.max(cue.startMs, free));
      const said = Math.max(Math.round(cue.endMs), startMs + SHORTEST_CUE);
      free = Math.min(said, startMs + LONGEST_CUE);
      return { ...cue, startMs, endMs: free };
    });
}
