/** A word with the space before it; of scripts without spaces, a character with the marks behind it. */
const WORD = /\s*(?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}][^\p{L}\p{N}\s]*|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+)/gu;

/** More words than this are never aligned: time and memory grow with the square. */
const MOST = 1_000;

/** A word heard otherwise is likelier than one word left out and another put in, and less likely than either alone. */
const CHANGED = 3;
const MISSING = 2;

const tokensOf = (text: string): string[] => text.match(WORD) ?? [];
const folded = (token: string): string => token.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/**
 * Shares a second transcript of some lines among them: every word goes to the line of the word that it is aligned with
 * (least edits, word by word), and one that is new to the line of the word before it.
 *
 * @returns a text for each line; null when the transcript has so little of them that it cannot be one of the same speech
 */
export function spreadWords(lines: readonly string[], transcript: string): string[] | null {
  const live = lines.flatMap((line, at) => tokensOf(line).map((token) => ({ word: folded(token), line: at })));
  const heard = tokensOf(transcript);
  if (heard.length * 2 < live.length || live.length === 0 || live.length > MOST || heard.length > MOST) return null;
  const texts = lines.map(() => '');
  for (const [at, line] of linesOf(live, heard.map(folded)).entries()) texts[line] = `${texts[line] ?? ''}${heard[at] ?? ''}`;
  return texts.map((text) => text.trim());
}

/** The line of each heard word. */
function linesOf(live: readonly { readonly word: string; readonly line: number }[], heard: readonly string[]): number[] {
  const width = heard.length + 1;
  const cost = new Uint16Array((live.length + 1) * width);
  for (let row = 0; row <= live.length; row++) {
    for (let column = 0; column < width; column++) {
      const place = row * width + column;
      if (row === 0 || column === 0) cost[place] = MISSING * (row + column);
      else {
        const change = live[row - 1]!.word === heard[column - 1] ? 0 : CHANGED;
        cost[place] = Math.min(cost[place - width - 1]! + change, cost[place - width]! + MISSING, cost[place - 1]! + MISSING);
      }
    }
  }
  const lines = Array.from({ length: heard.length }, () => 0);
  for (let [row, column] = [live.length, heard.length]; column > 0;) {
    const place = row * width + column;
    const change = row > 0 && live[row - 1]!.word === heard[column - 1] ? 0 : CHANGED;
    if (row > 0 && cost[place] === cost[place - width - 1]! + change) {
      lines[--column] = live[--row]!.line;
    } else if (row > 0 && cost[place] === cost[place - width]! + MISSING) row--;
    else lines[--column] = live[Math.max(0, row - 1)]!.line;
  }
  return lines;
}
