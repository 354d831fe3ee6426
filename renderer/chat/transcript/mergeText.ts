/**
 * Joins text that begins at offset `at` to what is there. Text that came before is not repeated; null when something
 * is missing in between.
 */
export function mergeText(have: string, at: number, text: string): string | null {
  if (at > have.length) return null;
  return at + text.length <= have.length ? have : have.slice(0, at) + text;
}
