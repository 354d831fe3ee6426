/** A stretch of a text, marked or not; `at` is where it begins. */
export interface MarkedPart {
  readonly at: number;
  readonly part: string;
  readonly marked: boolean;
}

/** Cuts a text at the words of a search, wherever they begin a word, whatever their case. */
export function markWords(text: string, query: string): MarkedPart[] {
  const words = [...query.matchAll(/[\p{L}\p{N}]+/gu)].map(([word]) => word);
  if (words.length === 0) return [{ at: 0, part: text, marked: false }];
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})`, 'giu');
  const parts: MarkedPart[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) parts.push({ at: end, part: text.slice(end, match.index), marked: false });
    parts.push({ at: match.index, part: match[0], marked: true });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ at: end, part: text.slice(end), marked: false });
  return parts;
}
