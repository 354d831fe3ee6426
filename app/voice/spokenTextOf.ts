import type { SpokenText } from './SpokenText.ts';
import { spokenRules } from './spokenRules.ts';

/** Letters, digits, blanks: no rule begins with one of them, but for addresses (h, w) and what stands at a line's beginning. */
const PLAIN = /[a-gi-vx-zA-Z ]/;

interface Building {
  text: string;
  readonly from: number[];
  readonly to: number[];
}

/**
 * A text in Markdown as it is spoken: without marks, pictures, addresses and code, each of which gets the words that a
 * person would say for it, or none. The beginning of `text` counts as that of a line unless `inLine`.
 */
export function spokenTextOf(text: string, { inLine = false }: { readonly inLine?: boolean } = {}): SpokenText {
  const building: Building = { text: '', from: [], to: [] };
  speak(text, 0, text.length, inLine, building);
  return building;
}

/** Speaks what stands between two places of `text`. */
function speak(text: string, start: number, end: number, inLine: boolean, building: Building): void {
  let isLineStart = !inLine;
  for (let at = start; at < end; ) {
    const char = text[at] ?? '';
    const length = isLineStart || !PLAIN.test(char) ? applyRule(text, at, end, isLineStart, building) : 0;
    if (length > 0) {
      // After a mark at the beginning of a line another one may stand (a heading in a quotation, a list in a list).
      isLineStart &&= building.to.at(-1) !== at + length;
      at += length;
      continue;
    }
    append(building, char, at, at + 1);
    isLineStart = char === '\n';
    at++;
  }
}

/** Speaks what the first matching rule finds at `at`; returns how long it is, 0 when there is none. */
function applyRule(text: string, at: number, end: number, isLineStart: boolean, building: Building): number {
  for (const { pattern, atLineStart = false, spoken } of spokenRules) {
    if (atLineStart && !isLineStart) continue;
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match || match[0] === '' || at + match[0].length > end) continue;
    const [whole] = match;
    if (typeof spoken === 'function') {
      for (const unit of spoken(match).split('')) append(building, unit, at, at + whole.length);
    } else {
      const inner = match[spoken.group] ?? '';
      const offset = at + whole.indexOf(inner);
      speak(text, offset, offset + inner.length, true, building);
    }
    return whole.length;
  }
  return 0;
}

function append(building: Building, unit: string, from: number, to: number): void {
  building.text += unit;
  building.from.push(from);
  building.to.push(to);
}
