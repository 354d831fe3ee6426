/** Text on one row, without control characters and those that turn the direction of what follows. */
export function oneRow(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\s\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .trim();
}
