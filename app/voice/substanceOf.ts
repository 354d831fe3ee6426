import { soundsAlike } from './soundsAlike.ts';
import { wordsOf } from './wordsOf.ts';

/** What listeners say to show that they listen (Ward and Tsukahara 2000), as recognition writes it. */
const BACKCHANNELS = new Set(
  'mm mmm mhm hm hmm hmmm uh uhm um huh ah aha oh ooh er erm uh-huh mm-hm mm-hmm mhmm yeah yep yup yes ok okay right sure wow nice cool great good really i see got it alright exactly indeed true'.split(' '),
);
/** A hum, as recognition spells it out: nothing but these letters, and more of them than a word has. */
const HUM = /^(?=.*m.*m)[mhua]{6,}$/u;
/** Words that are meant for the one who speaks, however short. */
const COMMANDS = new Set('stop wait pause quiet enough halt cancel shush'.split(' '));

export interface Substance {
  /** words that are neither backchannels nor an echo of what is played */
  readonly words: number;
  /** one of them tells to stop */
  readonly command: boolean;
}

/**
 * What of a text is said to interrupt. `saying`: what was played in the last seconds; words of it that come back in
 * the same order, two or more, are its echo, though recognition may write their endings otherwise.
 */
export function substanceOf(text: string, saying: string): Substance {
  const played = wordsOf(saying);
  const words = wordsOf(text);
  const comesBack = (at: number): boolean => {
    const [one, next] = [words[at], words[at + 1]];
    return one !== undefined && next !== undefined && played.some((word, place) => soundsAlike(word, one) && soundsAlike(played[place + 1] ?? '', next));
  };
  const isEcho = words.map((_, at) => comesBack(at - 1) || comesBack(at));
  const own = words.filter((word, at) => !isEcho[at] && !BACKCHANNELS.has(word) && !HUM.test(word));
  return { words: own.length, command: own.some((word) => COMMANDS.has(word)) };
}
