import type { CaptionLine } from './CaptionLine.ts';
import type { TimedToken } from './TimedToken.ts';

/** Letters of scripts that put no spaces between words: between any two of them a row may end. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Pieces of one spaced word, none longer than `most` UTF-16 units, no surrogate pair apart. */
function piecesOf(word: string, most: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const character of word) {
    const breaks = piece !== '' && (piece.length + character.length > most || (UNSPACED.test(character) && /[\p{L}\p{N}]$/u.test(piece)));
    if (breaks) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return piece === '' ? pieces : [...pieces, piece];
}

/**
 * The tokens of a line, with the times of its words; of a line that the person has changed, times by the share of
 * characters.
 *
 * @param most longest token in UTF-16 units; a longer word is cut
 */
export function tokensOf(line: Pick<CaptionLine, 'text' | 'words' | 'startMs' | 'endMs'>, most: number): TimedToken[] {
  const whole = [{ text: line.text, startMs: line.startMs, endMs: line.endMs }];
  const sources = line.words.length > 0 ? line.words : whole;
  return sources.flatMap(({ text, startMs, endMs }, source) => {
    const spaces = text.length - text.trimStart().length;
    const perUnit = (endMs - startMs) / Math.max(1, text.trim().length);
    return [...text.matchAll(/\S+/gu)].flatMap(({ 0: word, index }) => {
      let at = index;
      return piecesOf(word, most).map((piece, i) => {
        const from = at;
        at += piece.length;
        const spaced = i === 0 && (index > 0 || (source === 0 && index === 0));
        return { text: piece, spaced, startMs: startMs + (from - spaces) * perUnit, endMs: startMs + (at - spaces) * perUnit };
      });
    });
  });
}
