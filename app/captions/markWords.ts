import type { Word } from './Word.ts';

const LETTER = /[\p{L}\p{N}\p{M}'’-]/u;

/**
 * Puts the marks and capitals of a text on the words that it is made of, times and all: what lies between two words in
 * it belongs to the one before. When it has other words, the words stay as they are.
 */
export function markWords(words: readonly Word[], marked: string): Word[] {
  const characters = Array.from(marked);
  const result: Word[] = [];
  let at = 0;
  for (const word of words) {
    while (at < characters.length && !LETTER.test(characters[at] ?? '')) at++;
    let text = '';
    for (const wanted of word.text) {
      if (!LETTER.test(wanted)) continue;
      // A mark inside a word that was none before makes it another word.
      if (characters[at]?.toLowerCase() !== wanted.toLowerCase()) return [...words];
      text += characters[at++];
    }
    const from = at;
    while (at < characters.length && !LETTER.test(characters[at] ?? '')) at++;
    const marks = characters.slice(from, at).join('').trim();
    result.push({ ...word, text: `${/^\s*/u.exec(word.text)?.[0] ?? ''}${text}${marks}` });
  }
  return at >= characters.length ? result : [...words];
}
