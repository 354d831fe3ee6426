import type { Phrase } from '../../../app/captions/Phrase.ts';
import { alignWords, type WordErrors } from './alignWords.ts';
import { barestWords } from './barestWords.ts';
import type { Clip } from './Clip.ts';
import { erasedWords } from './erasedWords.ts';
import type { Replayed } from './replay.ts';

/** What one clip showed; delays in milliseconds. */
export interface ClipFigures {
  readonly final: WordErrors;
  /** of every state that was shown, against what had been said in the sound it was made from */
  readonly partial: readonly WordErrors[];
  /** from the end of a phrase's first word to the first text of that phrase */
  readonly firstWord: readonly number[];
  /** from the end of each word to the first state with so many words in its phrase */
  readonly everyWord: readonly number[];
  /** from the end of the last word before a pause to the final text */
  readonly finalisation: readonly number[];
  readonly erased: number;
  /** words of the last state */
  readonly shown: number;
  readonly text: string;
}

/** Phrases begin a little before their first word, and times of words are good to some 0.1 s. */
const SLACK_MS = 250;

export function figuresOf({ words }: Clip, { states }: Replayed): ClipFigures {
  const texts = states.map(({ phrases }) => phrases.flatMap(wordsOf));
  const spokenUntil = (ms: number) => words.filter(({ endMs }) => endMs <= ms).flatMap(({ text }) => barestWords(text));
  const finals = states.at(-1)?.phrases ?? [];
  const [firstWord, everyWord, finalisation]: number[][] = [[], [], []];
  for (const [index, { number, committed, heardMs }] of finals.entries()) {
    if (committed.length === 0) continue;
    const own = states.flatMap(({ atMs, phrases }) => {
      const phrase = phrases.find((other) => other.number === number);
      return phrase ? [{ atMs, phrase }] : [];
    });
    const from = committed[0]!.startMs - SLACK_MS;
    const spoken = words.filter(({ startMs, endMs }) => (startMs + endMs) / 2 > from && endMs <= heardMs + SLACK_MS);
    const shownAt = (count: number) => own.find(({ phrase }) => wordsOf(phrase).length > count)?.atMs;
    // What goes on behind a cut has no first word that was waited for.
    const isBegun = index === 0 || committed[0]!.startMs - finals[index - 1]!.heardMs > 0;
    for (const [count, { endMs }] of spoken.entries()) {
      const at = shownAt(count);
      if (at === undefined) continue;
      if (count === 0 && isBegun) firstWord!.push(at - endMs);
      everyWord!.push(at - endMs);
    }
    const isPaused =
      index === finals.length - 1 ||
      finals[index + 1]!.number !== number + 1 ||
      startsLater(finals[index + 1]!, heardMs);
    const [last, finalAt] = [spoken.at(-1), own.find(({ phrase }) => phrase.final)?.atMs];
    if (isPaused && last && finalAt !== undefined) finalisation!.push(finalAt - last.endMs);
  }
  return {
    final: alignWords(
      words.flatMap(({ text }) => barestWords(text)),
      texts.at(-1) ?? [],
    ),
    partial: states.map(({ phrases }, at) => alignWords(spokenUntil(phrases.at(-1)!.heardMs), texts[at]!)),
    firstWord: firstWord!,
    everyWord: everyWord!,
    finalisation: finalisation!,
    erased: erasedWords(texts),
    shown: texts.at(-1)?.length ?? 0,
    text: finals
      .flatMap(({ committed }) => committed.map(({ text }) => text))
      .join('')
      .trim(),
  };
}

const startsLater = ({ committed }: Phrase, heardMs: number): boolean => (committed[0]?.startMs ?? Infinity) > heardMs;

function wordsOf({ committed, tentative }: Phrase): string[] {
  return [...committed, ...tentative].flatMap(({ text }) => barestWords(text));
}
