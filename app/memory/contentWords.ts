import { foldText } from '../conversation/foldText.ts';
import { segmentText } from '../conversation/segmentText.ts';
import { STOP_WORDS } from './STOP_WORDS.ts';

/** A word that says what a text is about. */
export interface ContentWord {
  /** lower case, without accents */
  readonly word: string;
  /** without an English ending, so that "moved" meets "moving"; at least three letters, or the word itself */
  readonly stem: string;
}

/** The same tokens as those of the full-text index. */
const TOKEN = /[\p{L}\p{N}\p{Co}\u0300-\u036f]+/gu;
const ENDING = /(?:ings?|edly|ed|ies|es|s|y|e)$/;
const SHORTEST_STEM = 3;

function stemOf(word: string): string {
  if (!/^[a-z]+$/.test(word) || word.endsWith('ss')) return word;
  const stem = word.replace(ENDING, '').replace(/([bdfgmnprt])\1$/, '$1');
  return stem.length >= SHORTEST_STEM ? stem : word;
}

/**
 * The words of a text without those that every text has (English), each once, in the order of the text. A possessive
 * is its word: "dog's" is "dog".
 */
export function contentWords(text: string): ContentWord[] {
  const plain = segmentText(text.toWellFormed().replace(/['’]s\b/gu, ' '));
  const words = new Set((plain.match(TOKEN) ?? []).map((token) => foldText(token).text));
  return [...words].filter((word) => !STOP_WORDS.has(word)).map((word) => ({ word, stem: stemOf(word) }));
}
