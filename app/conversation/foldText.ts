const DIACRITICS = /[\u0300-\u036f]/g;
const HANGUL = /\p{Script=Hangul}/u;
// oxlint-disable-next-line no-control-regex
const ASCII = /^[\0-\x7f]*$/;

/** Text folded for comparison, with the way back. */
export interface FoldedText {
  readonly text: string;
  /** for each UTF-16 unit of `text` where its character begins in the original; one entry more for the end */
  readonly offsets: Uint32Array;
}

function foldCharacter(character: string): string {
  const lower = character.toLowerCase();
  if (lower < '\u0080' || HANGUL.test(lower)) return lower;
  return lower.normalize('NFD').replace(DIACRITICS, '');
}

/**
 * Lower case without accents, like the full-text index (`unicode61 remove_diacritics 2`), keeping for every unit where
 * it came from. Linear in the length of the text.
 */
export function foldText(text: string): FoldedText {
  // Most of what is searched, and many times as fast: nothing changes its length.
  if (ASCII.test(text))
    return { text: text.toLowerCase(), offsets: Uint32Array.from({ length: text.length + 1 }, (_, i) => i) };
  const parts: string[] = [];
  // A character of at most two units never folds to more than four (U+1F82 and the like decompose, then lose marks).
  const offsets = new Uint32Array(text.length * 4 + 1);
  let length = 0;
  let offset = 0;
  for (const character of text) {
    const folded = foldCharacter(character);
    parts.push(folded);
    offsets.fill(offset, length, length + folded.length);
    length += folded.length;
    offset += character.length;
  }
  offsets[length] = text.length;
  return { text: parts.join(''), offsets: offsets.subarray(0, length + 1) };
}
