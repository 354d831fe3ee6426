import { foldText } from './foldText.ts';
import type { SearchTerm } from './searchTerms.ts';
import { segmentText } from './segmentText.ts';

/** A stretch of a snippet; `match` marks what was looked for. */
export interface SnippetRun {
  readonly text: string;
  readonly match: boolean;
}

/** Length of a snippet, and how much of it stands before the first match, in UTF-16 units. */
const LENGTH = 180;
const BEFORE = 40;
/** Text that is folded at a time, in UTF-16 units: a pasted book is read up to its first match, not to its end. */
const WINDOW = 20_000;

const TOKEN = '[\\p{L}\\p{N}\\p{Co}]';
const GAP = '[^\\p{L}\\p{N}\\p{Co}]';

/** True for a character that is a token by itself, whatever stands beside it. */
const standsAlone = (token: string): boolean => segmentText(token) !== token.normalize('NFC');

function patternOf({ folded, prefix }: SearchTerm): string {
  const first = folded[0] ?? '';
  const last = folded.at(-1) ?? '';
  const inner = folded.reduce((pattern, token, index) => {
    const loose = standsAlone(token) || standsAlone(folded[index - 1] ?? '');
    return `${pattern}${GAP}${loose ? '*' : '+'}${token}`;
  });
  const begin = standsAlone(first) ? '' : `(?<!${TOKEN})`;
  if (standsAlone(last)) return begin + inner;
  return `${begin}${inner}${prefix ? `${TOKEN}*` : `(?!${TOKEN})`}`;
}

/** Moves a cut to the next blank within reach, so that no word is halved where that can be avoided. */
function toBlank(text: string, at: number, step: 1 | -1): number {
  for (let i = at; i > 0 && i < text.length && Math.abs(i - at) < 24; i += step) {
    if (/\s/.test(text.charAt(i))) return i;
  }
  const splitsPair = /[\udc00-\udfff]/.test(text.charAt(at));
  return splitsPair ? at - 1 : at;
}

interface Match {
  readonly from: number;
  readonly to: number;
}

/** The first place where a term stands, and the others within the length of a snippet. */
function firstMatches(text: string, terms: readonly SearchTerm[]): Match[] {
  if (terms.length === 0) return [];
  const pattern = new RegExp(terms.map(patternOf).join('|'), 'gu');
  const matches: Match[] = [];
  for (let begin = 0; begin < text.length && matches.length === 0; begin = toBlank(text, begin + WINDOW, -1)) {
    const { text: folded, offsets } = foldText(text.slice(begin, begin + WINDOW + 2 * LENGTH));
    for (const found of folded.matchAll(pattern)) {
      const from = begin + (offsets[found.index] ?? 0);
      // What begins behind the window is found in the next one, with all that follows it.
      if (from > (matches[0] ? matches[0].from + LENGTH : begin + WINDOW)) break;
      matches.push({ from, to: begin + (offsets[found.index + found[0].length] ?? 0) });
    }
  }
  return matches;
}

/**
 * The passage around the first match, on one line, as runs. Without a match it is the beginning of the text.
 *
 * @param terms what was looked for; every place of the passage where one of them stands is marked
 */
export function snippetOf(text: string, terms: readonly SearchTerm[]): SnippetRun[] {
  const matches = firstMatches(text, terms);
  const first = matches[0]?.from ?? 0;
  const begin = first <= BEFORE ? 0 : toBlank(text, first - BEFORE, 1);
  const end = begin + LENGTH >= text.length ? text.length : toBlank(text, begin + LENGTH, -1);

  const runs: SnippetRun[] = [];
  const add = (from: number, to: number, match: boolean): void => {
    const run = text.slice(from, to).replace(/\s+/g, ' ');
    if (run !== '') runs.push({ text: run, match });
  };
  if (begin > 0) runs.push({ text: '…', match: false });
  let at = begin;
  for (const { from, to } of matches) {
    if (from >= end) break;
    add(at, from, false);
    add(from, Math.min(to, end), true);
    at = Math.min(to, end);
  }
  add(at, end, false);
  if (end < text.length) runs.push({ text: '…', match: false });
  return runs;
}
