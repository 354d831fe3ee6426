import { markWords } from './markWords.ts';

/** A text in which the words of a search are marked. */
export function Marked({ text, query }: { text: string; query: string }) {
  return markWords(text, query).map(({ at, part, marked }) => (marked ? <mark key={at}>{part}</mark> : part));
}
