const DIACRITICS = /[\u0300-\u036f]/g;
const HANGUL = /\p{Script=Hangul}/u;

/** Text folded for comparison, with the way back. */
export interface FoldedText {
  readonly text: string;
  /** for each UTF-16 unit of `text`, the offset in the original at which its character begins; one entry more for the end */
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
