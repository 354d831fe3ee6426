/** A group of alternatives for a pattern, written as `a | b | c`, over as many lines as it takes. */
export function oneOf(alternatives: string): string {
  return `(?:${alternatives
    .trim()
    .split(/\s+\|\s+/)
    .join('|')})`;
}
