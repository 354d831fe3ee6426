import type { CaptionLine } from '../../app/captions/CaptionLine.ts';
import type { Phrase } from '../../app/captions/Phrase.ts';
import type { Word } from '../../app/captions/Word.ts';

/** Each line is this long. */
const LINE_MS = 4_000;

export function captionLine(index: number, text: string, changes: Partial<CaptionLine> = {}): CaptionLine {
  const startMs = index * LINE_MS;
  return { id: `l${index}`, recordingId: 'r', index, startMs, endMs: startMs + LINE_MS - 500, text, words: [], corrected: null, speaker: null, edited: false, ...changes };
}

/** A phrase of one committed and one tentative piece; an empty one is left out. */
export function captionPhrase(committed: string, tentative: string, startMs = 8_000): Phrase {
  const word = (text: string): Word[] => (text === '' ? [] : [{ text, startMs, endMs: startMs + 500, probability: null }]);
  return { number: 0, committed: word(committed), tentative: word(tentative), final: false, heardMs: startMs + 900 };
}
