import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Seen } from './measureRecall.ts';

/** What a run measures: rows of runs that differ in any of it are never put together. */
export interface RowsKey {
  readonly size: number;
  readonly arm: string;
  readonly every: number;
  readonly answers: number;
}

const nameOf = ({ size, arm, every, answers }: RowsKey): string => `facts-${size}-${arm}-${every}-${answers}-`;

/** Keeps the questions of one seed, so that runs of other seeds can be added later. */
export async function saveRows(folder: string, key: RowsKey, seed: number, seen: readonly Seen[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  const rows = seen.map((row) => ({ ...row, text: '' }));
  await writeFile(join(folder, `${nameOf(key)}${seed}.json`), JSON.stringify(rows));
}

/** The questions of every seed that was measured with this key, by seed. */
export async function loadRows(folder: string, key: RowsKey): Promise<{ seed: number; seen: Seen[] }[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.startsWith(nameOf(key)));
  const rows = await Promise.all(
    names.map(async (name) => ({
      seed: Number.parseInt(name.slice(nameOf(key).length), 10),
      seen: JSON.parse(await readFile(join(folder, name), 'utf8')) as Seen[],
    })),
  );
  return rows.toSorted((a, b) => a.seed - b.seed);
}
