import type { HeardWord } from '../decode/HeardWord.ts';

/** So much sound before what is open yet is heard again with it, of its own phrase and of those before. */
export const CONTEXT_MS = 6_000;
/** Less of it where both together are longer than this, for a pass over more takes long; but never less than the second. */
const IN_ALL_MS = 9_000;
const LEAST_MS = 2_000;
/** Phrases before a longer pause than this are not heard again. */
const PAUSE_MS = 2_000;

/**
 * Words said just before what is open yet of a phrase that begins at `fromMs`, which a pass up to `toMs` hears again and
 * is given: its own committed words, and those of phrases `before`. A short phrase by itself is misheard far more often
 * than one in its context; of a long one, what is long settled only costs time.
 */
export function contextWords(
  before: readonly HeardWord[],
  committed: readonly HeardWord[],
  fromMs: number,
  toMs: number,
): readonly HeardWord[] {
  const [last, own] = [before.at(-1), committed.at(-1)];
  const said = last && fromMs - last.endMs <= PAUSE_MS ? [...before, ...committed] : committed;
  // What has no tokens could not be given, and would be written twice.
  const known = said.findLastIndex(({ tokens }) => tokens.length === 0) + 1;
  const openMs = own?.endMs ?? fromMs;
  const earliest = openMs - Math.min(CONTEXT_MS, Math.max(LEAST_MS, IN_ALL_MS - (toMs - openMs)));
  const within = said.findIndex(({ startMs }, at) => at >= known && startMs >= earliest);
  // What is committed is never written again, however long its last word took.
  const first = within < 0 && own ? said.length - 1 : within;
  return first < 0 ? [] : said.slice(first);
}
