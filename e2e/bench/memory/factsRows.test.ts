import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadRows, saveRows } from './factsRows.ts';
import type { Seen } from './measureRecall.ts';

const fact = { kind: 'dog', person: 'my aunt', values: ['Rufus'], change: 'none', questions: [] } as const;
const row: Seen = {
  arm: 'both', question: 'Which name?', fact, latest: true, recalled: true, outdated: false, tokens: 9, milliseconds: 2, text: '', answer: 'Rufus', margin: 0.5,
};

test('rows of all seeds come back, and those of other measurements do not', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'headwater-rows-'));
  try {
    const key = { size: 1_000, arm: 'both', every: 3, answers: 10 };
    expect(await loadRows(join(folder, 'none'), key)).toEqual([]);
    await saveRows(folder, key, 2, [{ ...row, text: 'long' }]);
    await saveRows(folder, key, 1, [row, row]);
    await saveRows(folder, { ...key, size: 10_000 }, 1, [row]);
    await saveRows(folder, { ...key, answers: 1 }, 3, [row]);
    expect(await loadRows(folder, key)).toEqual([{ seed: 1, seen: [row, row] }, { seed: 2, seen: [row] }]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
