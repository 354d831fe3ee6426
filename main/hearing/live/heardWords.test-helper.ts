import type { HeardWord } from '../decode/HeardWord.ts';

/** Words of a text, each taking as long as the next, from `fromMs` on; one with `~` behind it is doubted, one with `?` unsure. */
export function heardWords(text: string, { fromMs = 0, eachMs = 300 } = {}): HeardWord[] {
  return text
    .split(' ')
    .filter((word) => word !== '')
    .map((word, at) => ({
      text: ` ${word.replace(/[~?]$/, '')}`,
      startMs: fromMs + at * eachMs,
      endMs: fromMs + (at + 1) * eachMs,
      probability: word.endsWith('?') ? 0.3 : 0.9,
      doubted: word.endsWith('~'),
      tokens: [word.length, at],
    }));
}
