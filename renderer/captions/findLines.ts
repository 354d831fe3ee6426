import type { CaptionLine } from '../../app/captions/CaptionLine.ts';
import { markWords } from './markWords.ts';

/** Ids of the lines in which every word of the query begins a word, in their order. */
export function findLines(lines: readonly CaptionLine[], query: string): string[] {
  const words = query.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) return [];
  return lines.filter(({ text, speaker }) => words.every((word) => has(text, word) || has(speaker ?? '', word))).map(({ id }) => id);
}

function has(text: string, word: string): boolean {
  return markWords(text, word).some(({ marked }) => marked);
}
