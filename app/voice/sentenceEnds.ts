/** Marks that end a sentence, what may close after them, and the blank or end that must follow. */
const END = /[.!?…]+["'”’»)\]]*(?=\s|$)|[。！？]["'”’»」』）]*|\n+/gu;
/** Words whose full stop does not end a sentence (lower case). */
const ABBREVIATIONS = new Set(
  'mr mrs ms dr prof st jr sr vs etc no nos fig figs vol pp approx dept est inc ltd co corp gen col sgt capt lt rev hon e.g i.e cf al ca resp a.m p.m u.s u.k'.split(' '),
);

/**
 * Where sentences end in a text: the places behind their last marks. A full stop after an abbreviation or an initial
 * ends none, nor does one before a small letter, nor any mark within brackets or quotation marks that are closed later
 * in the line.
 *
 * @param isOpen the last line goes on: what is open there may be closed yet
 */
export function sentenceEnds(text: string, { isOpen = false }: { readonly isOpen?: boolean } = {}): number[] {
  const ends: number[] = [];
  for (const match of text.matchAll(END)) {
    const at = match.index;
    const end = at + match[0].length;
    if (match[0].startsWith('\n')) ends.push(end);
    else if (!isInnerStop(text, at, end) && !isEnclosed(text, end, isOpen)) ends.push(end);
  }
  return ends;
}

/** Whether the mark at `at` belongs to a word or goes on in the same sentence. */
function isInnerStop(text: string, at: number, end: number): boolean {
  const next = /\S/u.exec(text.slice(end, end + 100))?.[0] ?? '';
  if (/\p{Ll}/u.test(next) && !text.slice(end).startsWith('\n')) return true;
  if (text[at] !== '.') return false;
  const word = /[\p{L}.]+$/u.exec(text.slice(Math.max(0, at - 20), at))?.[0] ?? '';
  // "J. R. Smith"; that "Plan B. Then" is taken for one as well only makes a chunk longer.
  const isInitial = /^(?:\p{Lu}\.)*\p{Lu}$/u.test(word) && /\p{Lu}/u.test(next) && word !== 'I';
  return isInitial || (ABBREVIATIONS.has(word.toLowerCase()) && next !== '');
}

const OPENING = '([“«';
const CLOSING = ')]”»';

/** Whether a bracket is open at `end` and closed later in the same line, or may be. */
function isEnclosed(text: string, end: number, isOpen: boolean): boolean {
  const lineStart = text.lastIndexOf('\n', end - 1) + 1;
  const nextLine = text.indexOf('\n', end);
  const rest = text.slice(end, nextLine === -1 ? undefined : nextLine);
  const open: string[] = [];
  for (const char of text.slice(lineStart, end)) {
    const kind = OPENING.indexOf(char);
    if (kind !== -1) open.push(CLOSING[kind] ?? '');
    else if (char === open.at(-1)) open.pop();
  }
  const last = open.at(-1);
  return last !== undefined && (rest.includes(last) || (isOpen && nextLine === -1));
}
