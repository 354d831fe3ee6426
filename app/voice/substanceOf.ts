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

export interface Substance {
  /** words that are neither backchannels nor an echo of what is played */
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
 * the same order, two or more, are its echo, though recognition may write their endings otherwise. So is a text that has
 * no word of substance but the answer's own, in whatever order: a bad echo is heard as small words around a few of them.
 */
export function substanceOf(text: string, saying: string): Substance {
  const played = wordsOf(saying);
  const words = wordsOf(text);
  const comesBack = (at: number): boolean => {
    const [one, next] = [words[at], words[at + 1]];
    return one !== undefined && next !== undefined && played.some((word, place) => soundsAlike(word, one) && soundsAlike(played[place + 1] ?? '', next));
  };
  const isEcho = words.map((_, at) => comesBack(at - 1) || comesBack(at));
  const meant = words.map((word, at) => ({ word, isEcho: isEcho[at] === true })).filter(({ word }) => !BACKCHANNELS.has(word) && !HUM.test(word));
  const own = meant.filter((one) => !one.isEcho).map(({ word }) => word);
  const command = own.some((word) => COMMANDS.has(word));
  const isPlayed = (word: string): boolean => played.some((other) => soundsAlike(other, word));
  const comesBackAlone = meant.some(({ word }) => !EMPTY.has(word) && isPlayed(word)) && own.every((word) => EMPTY.has(word) || isPlayed(word));
  const isAllEcho = meant.length > 0 && !command && (own.length === 0 || comesBackAlone);
  return { words: isAllEcho ? 0 : own.length, command, hasEcho: isEcho.includes(true), isEcho: isAllEcho };
}
