/** A stretch of a text and where it begins there, in UTF-16 units. */
export interface SpokenPart {
  readonly from: number;
  readonly text: string;
}

/** What opens and closes a block of code. */
const FENCE = /^ {0,3}(?:```|~~~)/;

/**
 * A text in Markdown as parts of at most `most` UTF-16 units that can be spoken one after the other: cut at an empty
 * line outside of code where there is one, else at the end of a line, else within one. Together they are the text.
 */
export function spokenParts(text: string, most: number): SpokenPart[] {
  const parts: SpokenPart[] = [];
  for (let from = 0; from < text.length; ) {
    const rest = text.slice(from, from + most);
    const length = from + most >= text.length ? rest.length : bestCut(rest);
    parts.push({ from, text: rest.slice(0, length) });
    from += length;
  }
  return parts;
}

function bestCut(text: string): number {
  let [paragraph, line, at] = [0, 0, 0];
  let inCode = false;
  for (const row of text.split('\n').slice(0, -1)) {
    at += row.length + 1;
    if (FENCE.test(row)) inCode = !inCode;
    if (inCode) continue;
    line = at;
    if (row.trim() === '') paragraph = at;
  }
  if (paragraph > 0) return paragraph;
  if (line > 0) return line;
  const blank = text.lastIndexOf(' ');
  if (blank > 0) return blank + 1;
  const isHalf = /[\uD800-\uDBFF]/.test(text.at(-1) ?? '');
  return isHalf && text.length > 1 ? text.length - 1 : text.length;
}
