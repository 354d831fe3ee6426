import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { alignTokens } from './alignTokens.ts';

const file = path.join(import.meta.dirname, '../../../native-models/golden/whisper/goldens.json');
const { alignment } = JSON.parse(readFileSync(file, 'utf8')) as {
  alignment: { weights: number[][][]; starts: number[] };
};
const frames = alignment.weights[0]![0]!.length;
const rows = alignment.weights[0]!.map((_, token) =>
  Float32Array.from(alignment.weights.flatMap((head) => head[token]!)),
);

it('gives the times of the reference', () => {
  expect(alignTokens(rows, frames, frames)).toEqual(alignment.starts);
});

it('leaves silence out: what is behind the sound changes nothing', () => {
  const longer = rows.map((row) => {
    const wider = new Float32Array(3 * (frames + 10)).fill(0.01);
    for (let head = 0; head < 3; head++)
      wider.set(row.subarray(head * frames, (head + 1) * frames), head * (frames + 10));
    return wider;
  });
  expect(alignTokens(longer, frames + 10, frames)).toEqual(alignment.starts);
});

it('has an answer where there is nothing to go by', () => {
  expect(alignTokens([], 10, 10)).toEqual([]);
  expect(alignTokens(rows, frames, 0)).toEqual(rows.map(() => 0));
  const flat = Array.from({ length: 3 }, () => new Float32Array(8));
  expect(alignTokens(flat, 8, 8)[0]).toBe(0);
});
