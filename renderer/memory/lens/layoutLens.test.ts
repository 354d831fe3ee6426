import { expect, test } from 'vitest';
import type { LensToken } from '../../../app/memory/LensToken.ts';
import { layoutLens, rowOfToken } from './layoutLens.ts';

const token = (text: string, region: LensToken['region'] = 'recent'): LensToken => ({ text, region, score: null });
const shown = (tokens: LensToken[], columns: number) =>
  layoutLens(tokens, columns).map((row) => (row.kind === 'heading' ? `# ${row.region} ${row.tokens}` : row.pieces.map(({ text }) => text).join('|')));

test('regions have headings, rows are filled, line breaks are shown and end a row', () => {
  const tokens = [token('<s>', 'sink'), token('The'), token(' river'), token(' flows'), token('.\n'), token('On')];
  expect(shown(tokens, 12)).toEqual(['# sink 1', '<s>', '# recent 5', 'The| river', ' flows|.↵', 'On']);
});

test('long tokens are cut, wide characters count twice, bytes keep a place', () => {
  expect(shown([token('a'), token('x'.repeat(9)), token('')], 4)).toEqual(['# recent 3', 'a', 'xxxx', 'xxxx', 'x|·']);
  expect(shown([token('河川'), token('ab')], 4)).toEqual(['# recent 2', '河川', 'ab']);
});

test('every token of many stands in exactly one row or several that follow on', () => {
  const tokens = Array.from({ length: 5_000 }, (_, i) => token(' w'.repeat(1 + (i % 23)), i < 100 ? 'pinned' : 'recent'));
  const rows = layoutLens(tokens, 40);
  const seen = rows.flatMap((row) => (row.kind === 'text' ? row.pieces.map(({ index }) => index) : []));
  expect([...new Set(seen)]).toEqual(tokens.map((_, i) => i));
  expect(seen.every((index, i) => i === 0 || index >= seen[i - 1]!)).toBe(true);
  expect(rowOfToken(rows, 4_999)).toBe(rows.length - 1);
});
