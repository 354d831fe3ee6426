import { segmentText } from '../conversation/segmentText.ts';
import { onlyAsks } from './onlyAsks.ts';

/** A stretch of a text, in UTF-16 units. */
export interface Passage {
  readonly at: number;
  readonly length: number;
}

/**
 * Words of a passage of more than one sentence. Short, so that what is said in passing keeps a vector of its own: on
 * questions about facts told in the middle of other talk, half of the answers are lost with passages of 120 words.
 */
const PASSAGE_WORDS = 16;
/** Words of a sentence that stays whole: what an embedding model of 256 tokens reads, with room for long words. */
const MAX_WORDS = 120;
/** What has no blanks counts as a word every so many units: numbers, links and code are many tokens. */
const UNITS_PER_WORD = 10;

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });
const WORD = /[\p{L}\p{N}]+/gu;

interface Piece extends Passage {
  readonly words: number;
  readonly endsParagraph: boolean;
  /** it asks for something and says nothing */
  readonly asks: boolean;
  /** of a sentence that is longer than a passage may be */
  readonly isPart: boolean;
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
  const asks = onlyAsks(text);
  if (words <= MAX_WORDS) {
    yield { at, length: text.length, words, endsParagraph, asks, isPart: false };
    return;
  }
  let begin = 0;
  for (const part of text.match(/\S{1,100}\s*|\s+/gu) ?? []) {
    const end = begin + part.length;
    yield { at: at + begin, length: part.length, words: wordCount(part), endsParagraph, asks, isPart: true };
    begin = end;
  }
}

function trimmed(text: string, from: number, to: number): Passage[] {
  const passage = text.slice(from, to);
  const length = passage.trim().length;
  return length === 0 ? [] : [{ at: from + passage.length - passage.trimStart().length, length }];
}

/**
 * Cuts a text into passages at the ends of sentences and paragraphs: one sentence, or some short ones of at most 16
 * words together, but what asks apart from what says something: the vector of both would be like neither. A text that is
 * short enough is one passage; one without a visible character has none. Together they
 * cover every visible character.
 */
export function splitPassages(text: string): Passage[] {
  const passages: Passage[] = [];
  let from = 0;
  let words = 0;
  let asked = false;
  const close = (to: number): void => {
    passages.push(...trimmed(text, from, to));
    from = to;
    words = 0;
  };
  for (const { segment, index } of sentences.segment(text)) {
    for (const piece of piecesOf(segment, index)) {
      const isFull = words + piece.words > (piece.isPart ? MAX_WORDS : PASSAGE_WORDS);
      if (words > 0 && (isFull || piece.asks !== asked)) close(piece.at);
      words += piece.words;
      asked = piece.asks;
      if (piece.endsParagraph) close(piece.at + piece.length);
    }
  }
  close(text.length);
  return passages;
}
