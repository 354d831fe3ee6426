import { expect, test } from 'vitest';
import { fileSlices } from './fileSlices.ts';
import { joinBytes } from './joinBytes.ts';

const BYTES = Uint8Array.from({ length: 10 }, (_, index) => index);

test.each([
  [0, [4, 4, 2]],
  [2, [4, 4]],
  [10, []],
])('from %d on a file comes in slices that are the rest of it', async (from, lengths) => {
  const slices: Uint8Array<ArrayBuffer>[] = [];
  for await (const slice of fileSlices(new Blob([BYTES]), from, 4)) slices.push(slice);
  expect(slices.map(({ length }) => length)).toEqual(lengths);
  expect(joinBytes(slices)).toEqual(BYTES.slice(from));
});

test('nothing is read of what nobody wants any more', async () => {
  const stop = new AbortController();
  let count = 0;
  for await (const _ of fileSlices(new Blob([BYTES]), 0, 4, stop.signal)) {
    count++;
    stop.abort();
  }
  expect(count).toBe(1);
});
