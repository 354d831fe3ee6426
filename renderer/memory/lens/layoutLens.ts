import type { Region } from '../../../app/memory/CacheUsage.ts';
import type { LensToken } from '../../../app/memory/LensToken.ts';

/** A token, or the part of it that stands in one row. */
export interface LensPiece {
  /** place of the token in the live memory */
  readonly index: number;
  readonly text: string;
}

export type LensRow =
  | { readonly kind: 'heading'; readonly region: Region; readonly tokens: number }
  | { readonly kind: 'text'; readonly pieces: readonly LensPiece[] };

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f300}-\u{1faff}]/u;
const PLAIN = /^[\x20-\x7e]*$/;
const MARK = /\p{M}/u;

/**
 * Sets tokens in rows of at most `columns` characters of a monospaced font (wide ones count twice): a token goes to the
 * next row where it does not fit, one longer than a row is cut, a line break is shown and ends the row. Each region
 * begins with a heading of its own.
 */
export function layoutLens(tokens: readonly LensToken[], columns: number): LensRow[] {
  const counts = new Map<Region, number>();
  for (const { region } of tokens) counts.set(region, (counts.get(region) ?? 0) + 1);
  const rows: LensRow[] = [];
  const headed = new Set<Region>();
  let pieces: LensPiece[] = [];
  let filled = 0;
  const endRow = (): void => {
    if (pieces.length > 0) rows.push({ kind: 'text', pieces });
    pieces = [];
    filled = 0;
  };
  tokens.forEach(({ text, region }, index) => {
    if (!headed.has(region)) {
      headed.add(region);
      endRow();
      rows.push({ kind: 'heading', region, tokens: counts.get(region) ?? 0 });
    }
    const shown = shownText(text);
    const width = columnsOf(shown);
    if (filled > 0 && filled + width > columns) endRow();
    for (const part of width > columns ? cut(shown, columns) : [shown]) {
      if (filled + columnsOf(part) > columns) endRow();
      pieces.push({ index, text: part });
      filled += columnsOf(part);
    }
    if (text.includes('\n')) endRow();
  });
  endRow();
  return rows;
}

/** The row in which a token begins. */
export function rowOfToken(rows: readonly LensRow[], index: number): number {
  return rows.findIndex((row) => row.kind === 'text' && row.pieces.some((piece) => piece.index === index));
}

function shownText(text: string): string {
  // Marks of the template, and bytes that are no character yet, have no text: they keep a place.
  return text === '' ? '·' : text.replace(/\r?\n/g, '↵').replace(/[\t\v\f\r]/g, '→');
}

function columnsOf(text: string): number {
  // Most tokens, and many times as fast.
  if (PLAIN.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += MARK.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return columns;
}

function cut(text: string, columns: number): string[] {
  const parts: string[] = [];
  let part = '';
  for (const character of text) {
    if (columnsOf(part + character) > columns) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}
