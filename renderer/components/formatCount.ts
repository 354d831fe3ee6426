/** A count, with the separators of the person's language. */
export function formatCount(count: number): string {
  return count.toLocaleString();
}
