import type { CaptionLine } from './CaptionLine.ts';
import type { Word } from './Word.ts';

/** The words of a text, each for `wordMs` after a pause of 50 ms. */
export function spokenWords(text: string, startMs = 0, wordMs = 250): Word[] {
  return [...text.matchAll(/\s*\S+/gu)].map(([word], i) => {
    const from = startMs + i * (wordMs + 50);
    return { text: word, startMs: from, endMs: from + wordMs, probability: 0.9 };
  });
}

/** A line as it was heard, for tests. */
export function spokenLine(text: string, more: Partial<CaptionLine> = {}): CaptionLine {
  const words = spokenWords(text, more.startMs);
  return {
    id: `line-${more.index ?? 0}`,
    recordingId: 'recording',
    index: 0,
    startMs: words[0]?.startMs ?? 0,
    endMs: words.at(-1)?.endMs ?? 0,
    text: text.trim(),
    words,
    corrected: null,
    speaker: null,
    edited: false,
    ...more,
  };
}
