import { normalizeBert } from './normalizeBert.ts';
import { parseWordPieceJson } from './parseWordPieceJson.ts';

/** Text to the token ids of a model of BERT's kind. */
export interface WordPiece {
  /**
   * `[CLS] text [SEP]`, at most `maxTokens` long: what goes beyond is cut off. Control tokens are never recognised in
   * the text: `[SEP]` becomes the tokens of its brackets and letters.
   */
  encode(text: string, maxTokens: number): Int32Array;
  /** one more than the highest id */
  readonly vocabSize: number;
  /** tokens that the file's author cuts a text off at; null when it does not say */
  readonly truncation: number | null;
  /** control tokens around every text */
  readonly frameTokens: number;
}

/** Words, and each sign of punctuation or symbol of ASCII by itself: BertPreTokenizer. */
const WORDS = /[!-/:-@[-`{-~\p{P}]|[^\p{White_Space}\p{P}!-/:-@[-`{-~]+/gu;

/**
 * A tokenizer from a parsed `tokenizer.json` of the WordPiece kind (Devlin et al. 2018, arXiv:1810.04805; the longest
 * known piece first). The work for a text is bounded: it grows with its length times the longest word.
 * Errors: those of `parseWordPieceJson`.
 */
export function loadWordPiece(tokenizerJson: unknown): WordPiece {
  const description = parseWordPieceJson(tokenizerJson);
  const { vocabulary, unknownId, prefix, maxWordLength, normalizer, before, after, truncation } = description;
  let longest = 0;
  for (const token of vocabulary.keys()) longest = Math.max(longest, token.length);

  /** Ids of a word, or of one unknown token when any part of it is unknown. */
  function pieces(word: string): number[] {
    if (word.length > maxWordLength && Array.from(word).length > maxWordLength) return [unknownId];
    const ids: number[] = [];
    for (let start = 0; start < word.length; ) {
      const mark = start === 0 ? '' : prefix;
      let end = Math.min(word.length, start + longest);
      let id = vocabulary.get(mark + word.slice(start, end));
      while (id === undefined && end > start + 1) id = vocabulary.get(mark + word.slice(start, --end));
      if (id === undefined) return [unknownId];
      ids.push(id);
      start = end;
    }
    return ids;
  }

  return {
    encode(text, maxTokens) {
      const room = Math.max(0, maxTokens - before.length - after.length);
      const ids: number[] = [];
      for (const [word] of normalizeBert(text, normalizer).matchAll(WORDS)) {
        if (ids.length >= room) break;
        ids.push(...pieces(word));
      }
      return Int32Array.from([...before, ...ids.slice(0, room), ...after]);
    },
    vocabSize: [...vocabulary.values(), ...before, ...after].reduce((size, id) => Math.max(size, id + 1), 0),
    truncation,
    frameTokens: before.length + after.length,
  };
}
