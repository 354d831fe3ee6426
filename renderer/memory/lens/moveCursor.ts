import { rowOfToken, type LensRow } from './layoutLens.ts';

const PAGE = 10;

/** The token to which a key leads from `index`; null when the key is none of the lens. */
export function moveCursor(rows: readonly LensRow[], index: number, key: string): number | null {
  const last = indexesOf(rows.at(-1)).at(-1) ?? 0;
  switch (key) {
    case 'ArrowRight':
      return Math.min(index + 1, last);
    case 'ArrowLeft':
      return Math.max(index - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return last;
    case 'ArrowDown':
      return byRows(rows, index, 1);
    case 'ArrowUp':
      return byRows(rows, index, -1);
    case 'PageDown':
      return byRows(rows, index, PAGE);
    case 'PageUp':
      return byRows(rows, index, -PAGE);
    default:
      return null;
  }
}

/** As many rows of text up or down, at about the same place in the row. */
function byRows(rows: readonly LensRow[], index: number, step: number): number {
  const text = rows.filter(({ kind }) => kind === 'text');
  const from = rowOfToken(text, index);
  const target = indexesOf(text[Math.min(text.length - 1, Math.max(0, from + step))]);
  const place = indexesOf(text[from]).indexOf(index);
  return target[Math.min(place, target.length - 1)] ?? index;
}

function indexesOf(row: LensRow | undefined): number[] {
  return row?.kind === 'text' ? row.pieces.map((piece) => piece.index) : [];
}
