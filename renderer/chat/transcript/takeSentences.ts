const SENTENCE_END = /[.!?…。！？][)"'”’»\]]*(?=\s)|\n{2,}|[。！？]/g;

/**
 * The sentences of `text` that are finished and begin at or after `from`, without Markdown's signs, and where the next
 * ones begin. A screen reader hears an answer in these pieces, not word by word.
 */
export function takeSentences(text: string, from: number): { said: string; next: number } {
  const rest = text.slice(from);
  let end = 0;
  for (const match of rest.matchAll(SENTENCE_END)) end = match.index + match[0].length;
  return { said: plain(rest.slice(0, end)), next: from + end };
}

/** Markdown as it would be read aloud. */
export function plain(text: string): string {
  return text
    .replace(/```[^\n]*\n?/g, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^ {0,3}(?:#{1,6}|>|[-*+]|\d+[.)])\s+/gm, '')
    .replace(/[*_`~|]{1,3}/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
