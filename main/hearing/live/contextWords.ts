import type { HeardWord } from '../decode/HeardWord.ts';

/** So much sound before a phrase is heard again with it, when the pause between was no longer than that. */
export const CONTEXT_MS = 6_000;
const PAUSE_MS = 2_000;

/**
 * Words said just before a phrase that begins at `fromMs`, which its passes hear again and are given: a short phrase by
 * itself is misheard far more often than one in its context.
 */
export function contextWords(before: readonly HeardWord[], fromMs: number): readonly HeardWord[] {
  const last = before.at(-1);
  if (!last || fromMs - last.endMs > PAUSE_MS) return [];
  // What has no tokens could not be given, and would be written twice.
  const known = before.findLastIndex(({ tokens }) => tokens.length === 0) + 1;
  const first = before.findIndex(({ startMs }, at) => at >= known && startMs >= fromMs - CONTEXT_MS);
  return first < 0 ? [] : before.slice(first);
}
