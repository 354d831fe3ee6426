import { segmentText } from '../conversation/segmentText.ts';

/** A stretch of a text, in UTF-16 units. */
export interface Passage {
  readonly at: number;
  readonly length: number;
}

/** Words of a passage: what an embedding model of 256 tokens reads whole, with room for words of many tokens. */
const MAX_WORDS = 120;
/** A passage this long ends where a paragraph ends. */
const ENOUGH_WORDS = 60;
/** The last sentence of a passage begins the next one too when it has at most so many words. */
const OVERLAP_WORDS = 25;
/** What has no blanks counts as a word every so many units: numbers, links and code are many tokens. */
const UNITS_PER_WORD = 10;

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });
const WORD = /[\p{L}\p{N}]+/gu;

interface Piece extends Passage {
  readonly words: number;
  readonly endsParagraph: boolean;
}

function wordCount(text: string): number {
  const words = segmentText(text).match(WORD) ?? [];
  const counted = words.reduce((sum, word) => sum + Math.ceil(word.length / UNITS_PER_WORD), 0);
  return Math.max(counted, Math.floor(text.trim().length / UNITS_PER_WORD));
}

/** A sentence, or, when it is longer than a passage may be, parts of it that end at a blank where there is one. */
function* piecesOf(text: string, at: number): Generator<Piece> {
  // A sentence ends at the end of a line: what ends a paragraph is an empty one.
  const endsParagraph = /^\s*\n$/.test(text);
  const words = wordCount(text);
  if (words <= MAX_WORDS) {
    yield { at, length: text.length, words, endsParagraph };
    return;
  }
  let begin = 0;
  for (const part of text.match(/\S{1,100}\s*|\s+/gu) ?? []) {
    const end = begin + part.length;
    yield { at: at + begin, length: part.length, words: wordCount(part), endsParagraph };
    begin = end;
  }
}

function trimmed(text: string, from: number, to: number): Passage[] {
  const passage = text.slice(from, to);
  const length = passage.trim().length;
  return length === 0 ? [] : [{ at: from + passage.length - passage.trimStart().length, length }];
}

/**
 * Cuts a text into passages of at most about 120 words, at the ends of sentences and, where it can be, of paragraphs;
 * neighbours share a short sentence, so that what refers to it is not cut off from it. A text that is short enough is
 * one passage; one without a visible character has none. Together they cover every visible character.
 */
export function splitPassages(text: string): Passage[] {
  const passages: Passage[] = [];
  let from = 0;
  let words = 0;
  let last: Piece | null = null;
  const close = (to: number): void => {
    passages.push(...trimmed(text, from, to));
  };
  for (const { segment, index } of sentences.segment(text)) {
    for (const piece of piecesOf(segment, index)) {
      if (words > 0 && words + piece.words > MAX_WORDS) {
        close(piece.at);
        const overlaps = last !== null && last.words <= OVERLAP_WORDS && last.at > from && !last.endsParagraph;
        const shared = overlaps && last && last.words + piece.words <= MAX_WORDS ? last : null;
        from = shared ? shared.at : piece.at;
        words = shared ? shared.words : 0;
      }
      words += piece.words;
      last = piece;
      if (piece.endsParagraph && words >= ENOUGH_WORDS) {
        close(piece.at + piece.length);
        from = piece.at + piece.length;
        words = 0;
        last = null;
      }
    }
  }
  close(text.length);
  return passages;
}
