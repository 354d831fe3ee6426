/** Longer words are spelled, or are no words. */
const MOST_LETTERS = 30;
/** Phonemes of a letter of a word, with marks of stress and length: sentences of real languages have 1.0 to 1.4. */
const IN_A_WORD = 1.7;
/** Of one that is said by its name, and of a figure or a sign: "double-u", "seventy-", "per cent". */
const BY_NAME = 10;
const SCRIPT_WITHOUT_BLANKS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const IN_SUCH_A_SCRIPT = 6;
/** What is not said, and is a pause at most. */
const MARKS = /[\s.,;:!?…'"“”‘’()[\]{}—–-]+/gu;
const VOWEL = /[aeiouyäöüåæøœáéíóúàèìòùâêîôûãõ]/iu;

/**
 * A text in pieces that have, each, at most about `most` phonemes, by a guess that is rather too high: cut at blanks, and
 * within what has none. Nothing of it is left out.
 */
export function cutByPhonemes(text: string, most: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  let weight = 0;
  for (const word of text.match(/\s*\S+/gu) ?? []) {
    for (const part of cutWord(word, most)) {
      const more = weigh(part);
      if (piece !== '' && weight + more > most) {
        pieces.push(piece.trim());
        piece = '';
        weight = 0;
      }
      piece += part;
      weight += more;
    }
  }
  if (piece.trim() !== '') pieces.push(piece.trim());
  return pieces;
}

function weigh(word: string): number {
  if (SCRIPT_WITHOUT_BLANKS.test(word)) return IN_SUCH_A_SCRIPT * word.length;
  const spoken = word.replaceAll(MARKS, '');
  const isWord = spoken.length <= MOST_LETTERS && /^\p{L}?[\p{Ll}\p{Lo}\p{M}]*$/u.test(spoken) && (VOWEL.test(spoken) || !/\p{Script=Latin}/u.test(spoken));
  return (isWord ? IN_A_WORD : BY_NAME) * spoken.length + (word.length - spoken.length);
}

/** A word that is too much by itself, in parts. */
function cutWord(word: string, most: number): string[] {
  if (weigh(word) <= most) return [word];
  const length = Math.floor(most / BY_NAME);
  const characters = Array.from(word);
  return Array.from({ length: Math.ceil(characters.length / length) }, (_, at) => characters.slice(at * length, (at + 1) * length).join(''));
}
