/** Marks that open or close a quotation in some script, and the straight ones. */
const QUOTE_MARKS = /["“”„‟«»＂]/gu;

/** White space, control characters, and invisible ones that turn the direction of text around or hide in it. */
const BREAKS =
  /[\s\p{Cc}\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]+/gu;

/** The longest run of one mark that is kept: lines of dashes look like the border of a section. */
const RUNS = /([^\p{L}\p{N}\s])\1{3,}/gu;

/**
 * The words of a text on one line and without double quote marks, so that between two such marks it stays what it is:
 * a quotation, which cannot end itself and go on as something else.
 */
export function quoteSafely(text: string): string {
  return text.replace(BREAKS, ' ').replace(QUOTE_MARKS, "'").replace(RUNS, '$1$1$1').trim();
}
