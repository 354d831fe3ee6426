import type { CaptionLine } from './CaptionLine.ts';
import type { Phrase } from './Phrase.ts';
import type { Word } from './Word.ts';

/** A line longer than this, in characters, ends at a comma or at its longest pause: it shall fit a subtitle or three. */
const LONG_LINE = 240;

/** The end of a sentence, closing marks included; not the point of a number or of a single letter (`J.`, `e.g.`). */
const SENTENCE_END = /(?:[!?…。！？]|(?<!(?:^|[\s.])(?!I)\p{L})\.)["'”’»)\]]*$/u;
const TITLES = /^\s*(?:mr|mrs|ms|dr|prof|st|vs|no|etc|inc|jr|sr|approx)\.$/iu;

const endsSentence = ({ text }: Word): boolean => SENTENCE_END.test(text) && !TITLES.test(text);

const lengthOf = (words: readonly Word[]): number => words.reduce((sum, { text }) => sum + text.length, 0);

/** Where a long run of words is best cut: after a comma, else at the longest pause; in its middle half. */
function cutOf(words: readonly Word[]): number {
  const [from, to] = [Math.ceil(words.length / 4), Math.ceil((words.length * 3) / 4)];
  let [best, most] = [Math.ceil(words.length / 2), -1];
  for (let i = Math.max(1, from); i <= Math.min(to, words.length - 1); i++) {
    const pause = words[i]!.startMs - words[i - 1]!.endMs;
    const worth = pause + (/[,;:，、]$/u.test(words[i - 1]!.text) ? 1_000 : 0);
    if (worth > most) [best, most] = [i, worth];
  }
  return best;
}

function shortEnough(words: readonly Word[]): (readonly Word[])[] {
  if (words.length < 2 || lengthOf(words) <= LONG_LINE) return [words];
  const cut = cutOf(words);
  return [...shortEnough(words.slice(0, cut)), ...shortEnough(words.slice(cut))];
}

export type PhraseLine = Pick<CaptionLine, 'id' | 'startMs' | 'endMs' | 'text'> & { readonly words: Word[] };

/**
 * The lines of a finished phrase: one for each sentence, long ones in parts. The same phrase makes the same lines with
 * the same ids, so that writing it down twice is writing it once.
 *
 * @param recordingId at most 40 characters: ids are made of it, the number of the phrase and that of the line in it
 */
export function phraseLines(recordingId: string, { number, committed }: Phrase): PhraseLine[] {
  const sentences: Word[][] = [[]];
  for (const word of committed) {
    sentences.at(-1)!.push(word);
    if (endsSentence(word)) sentences.push([]);
  }
  return sentences
    .flatMap(shortEnough)
    .map((words) => ({ words: [...words], text: words.map(({ text }) => text).join('').trim() }))
    .filter(({ text }) => text !== '')
    .map(({ words, text }, part) => {
      const startMs = words[0]!.startMs;
      return { id: `${recordingId}-${number}-${part}`, startMs, endMs: Math.max(startMs, words.at(-1)!.endMs), text, words };
    });
}
