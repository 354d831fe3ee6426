/** Name of a conversation in which nothing has been said. */
export const NEW_TITLE = 'New chat';
/** Longest title made from a message: characters as a person counts them, and UTF-16 units (a flag is many). */
const CHARACTERS = 60;
const UNITS = 180;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** What may begin a line of Markdown without saying anything, and the fence of a block of code. */
const SIGNS = /^\s*(?:(?:#{1,6}|>|[-*+]|\d{1,9}[.)])\s+|[`~]{3,}.*$)*/;

/**
 * A title from the first message: its first line that says something, without Markdown's signs at its beginning,
 * shortened at a word. Never empty, never cut inside a character.
 */
export function titleFrom(text: string): string {
  const line = text
    .slice(0, 10_000)
    .split(/[\n\r\u2028\u2029]/)
    .map((line) =>
      line
        .slice(0, 1_000)
        .replace(SIGNS, '')
        .replace(/(?:\p{Cc}|\s)+/gu, ' ')
        .trim(),
    )
    .find((line) => /[^\s\p{Cf}]/u.test(line));
  if (line === undefined) return NEW_TITLE;

  let cut = '';
  let characters = 0;
  for (const { segment } of graphemes.segment(line.toWellFormed())) {
    if (++characters > CHARACTERS || cut.length + segment.length > UNITS) break;
    cut += segment;
  }
  if (cut.length === line.length) return cut;
  // Text without blanks, or one very long word, is cut where it is.
  const atWord = line.charAt(cut.length) === ' ' ? cut : cut.replace(/\s+\S*$/, '');
  const kept = atWord.length >= cut.length / 2 ? atWord : cut;
  return `${kept.replace(/[\s.,;:!?\-–—]+$/u, '')}…`;
}
