import { expect, test } from 'vitest';
import { piecesOf } from './piecesOf.ts';

test('a long piece becomes several, the last one shorter; together they are what it was', () => {
  const samples = Uint8Array.from({ length: 2 * 11 }, (_, i) => i);
  const pieces = piecesOf({ at: 100, samples }, 4);
  expect(pieces.map(({ at, samples: { length } }) => [at, length])).toEqual([[100, 8], [104, 8], [108, 6]]);
  expect(Buffer.concat(pieces.map((piece) => piece.samples))).toEqual(Buffer.from(samples));
  expect(piecesOf({ at: 5, samples: new Uint8Array() }, 4)).toEqual([]);
});
