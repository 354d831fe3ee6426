import { lettersShared } from './lettersShared.ts';
import { soundsAlike } from './soundsAlike.ts';
import { wordsOf } from './wordsOf.ts';

/** What listeners say to show that they listen (Ward and Tsukahara 2000), as recognition writes it. */
const BACKCHANNELS = new Set(
  'mm mmm mhm hm hmm hmmm uh uhm um huh ah aha oh ooh er erm uh-huh mm-hm mm-hmm mhmm yeah yep yup yes ok okay right sure wow nice cool great good really i see got it alright exactly indeed true'.split(' '),
);
/** A hum, as recognition spells it out: nothing but these letters, and more of them than a word has. */
const HUM = /^(?=.*m.*m)[mhua]{6,}$/u;
/** Words that say nothing by themselves: with words of the answer alone they are no more than its echo. */
const EMPTY = new Set('a an the is are was be it its this that these there of to in on at as and or by for from with'.split(' '));
/** Words that are meant for the one who speaks, however short. */
const COMMANDS = new Set('stop wait pause quiet enough halt cancel shush'.split(' '));

/** Of a word that was played and is misheard so many of its letters are there, in their place. */
const MISHEARD = 2 / 3;
/** A shorter word is found anywhere: something beside it must be there, too. */
const LONG = 5;
/** Of an echo one word in so many may be another one altogether, if none of them follow each other. */
const ODD = 4;

export interface Substance {
  /**
   * words that are neither backchannels nor an echo of what is played; where there is one, as many as follow each other
   * without an echo between them
   */
  readonly words: number;
  /** one of them tells to stop */
  readonly command: boolean;
  /** some of its words were played */
  readonly hasEcho: boolean;
  /** it says nothing but what was played */
  readonly isEcho: boolean;
}

/**
 * What of a text is said to interrupt. `saying`: what was played in the last seconds; words of it that come back in
 * the same order, two or more, are its echo, though recognition may write their endings otherwise, and so are those beside
 * them that it mishears. So is a text that has no word of substance but the answer's own, in whatever order: a bad echo
 * is heard as small words around a few of them. `echoes`: an echo was heard before, and there may be one without two
 * words that recognition got right. `isOpen`: more words may come, to which small ones at its end belong.
 */
export function substanceOf(text: string, saying: string, { echoes = false, isOpen = false } = {}): Substance {
  const played = wordsOf(saying);
  const words = wordsOf(text);
  const isEcho = comingBack(words, played);
  const hasEcho = isEcho.includes(true);
  const isMisheard = hasEcho || echoes ? misheard(words, played) : isEcho;
  const meant = words.map((word, at) => ({ word, isEcho: isEcho[at] === true, isMisheard: isMisheard[at] === true })).filter(({ word }) => !BACKCHANNELS.has(word) && !HUM.test(word));
  const command = meant.some((one) => !one.isEcho && COMMANDS.has(one.word));
  const rows = rowsOf(meant.map((one) => (one.isEcho || one.isMisheard ? null : one.word)));
  const longest = Math.max(0, ...rows.map((row) => (isOpen ? 1 + row.findLastIndex((word) => !EMPTY.has(word)) : row.length)));
  const own = meant.filter((one) => !one.isEcho && !one.isMisheard).map(({ word }) => word);
  const isPlayed = (word: string): boolean => played.some((other) => soundsAlike(other, word));
  const comesBackAlone = meant.some(({ word }) => !EMPTY.has(word) && isPlayed(word)) && own.every((word) => EMPTY.has(word) || isPlayed(word));
  const isOdd = longest <= 1 && ODD * own.length < meant.length;
  const isAllEcho = meant.length > 0 && !command && (own.every(isPlayed) || comesBackAlone || isOdd);
  return { words: isAllEcho ? 0 : longest, command, hasEcho, isEcho: isAllEcho };
}

/** Which words were played beside one that stands beside them here, too. */
function comingBack(words: readonly string[], played: readonly string[]): boolean[] {
  const comesBack = (at: number): boolean => {
    const [one, next] = [words[at], words[at + 1]];
    return one !== undefined && next !== undefined && !(EMPTY.has(one) && EMPTY.has(next)) && played.some((word, place) => soundsAlike(word, one) && soundsAlike(played[place + 1] ?? '', next));
  };
  return words.map((_, at) => comesBack(at - 1) || comesBack(at));
}

/** Which words are written much like what was played at their place. */
function misheard(words: readonly string[], played: readonly string[]): boolean[] {
  const letters = words.map(lettersOf);
  const shared = lettersShared(letters.join(''), played.map(lettersOf).join(''));
  let at = 0;
  return letters.map(({ length }) => {
    const from = at;
    at += length;
    const isShared = shared.slice(from, at).filter(Boolean).length >= MISHEARD * length;
    return isShared && (length >= LONG || shared[from - 1] === true || shared[at] === true);
  });
}

/** Words that follow each other; a null is between those that do not. */
function rowsOf(words: readonly (string | null)[]): string[][] {
  const rows: string[][] = [[]];
  for (const word of words) {
    if (word === null) rows.push([]);
    else rows.at(-1)?.push(word);
  }
  return rows;
}

const lettersOf = (word: string): string => word.replaceAll(/['’-]/gu, '');
