import { quoteSafely } from './quoteSafely.ts';

/** Characters of one thing that is named. */
const MAX_NAME = 60;

/** What is pinned as an error names it: its beginning, on one line. */
export function pinnedName(text: string): string {
  const words = quoteSafely(text);
  return words.length <= MAX_NAME ? words : `${words.slice(0, MAX_NAME).toWellFormed().trimEnd()}…`;
}
