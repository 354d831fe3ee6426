import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '../../../app/settings/Settings.ts';
import { machineOf, type Machine } from '../machineOf.ts';
import { writeResult } from '../writeResult.ts';
import type { FactsFigures } from './factsFigures.ts';
import type { RecallArm } from './recallArms.ts';
import type { StreamArm } from './measureStream.ts';
import { recallCurve } from './recallCurve.ts';

/** One arm at one size, over all seeds and by seed. */
export type FactsEntry = FactsFigures & {
  readonly size: number;
  readonly arm: RecallArm | StreamArm;
  readonly date: string;
  readonly seeds: readonly (FactsFigures & { readonly seed: number })[];
};

interface FactsResult {
  readonly date: string;
  readonly machine: Machine;
  readonly recallTokens: number;
  readonly contextSlots: number;
  readonly results: readonly FactsEntry[];
}

const FOLDER = join(import.meta.dirname, '../results');

/**
 * Writes `results/<name>.json` and draws the curve. Entries of other sizes and arms that are there, measured with the
 * same settings, stay: long forms are run in parts.
 */
export async function writeFacts(name: string, measured: readonly FactsEntry[], { recallTokens, contextSlots }: Settings): Promise<void> {
  const before = await readFile(join(FOLDER, `${name}.json`), 'utf8').then(
    (text) => JSON.parse(text) as FactsResult,
    () => null,
  );
  const isSame = before?.recallTokens === recallTokens && before.contextSlots === contextSlots;
  const results = mergeFacts(isSame ? before.results : [], measured);
  await writeResult(name, { date: new Date().toISOString(), machine: machineOf(), recallTokens, contextSlots, results } satisfies FactsResult);
  const lines = [...Map.groupBy(results, ({ arm }) => arm)].map(
    ([arm, own]) => [arm, own.map(({ size, latest }) => ({ size, share: latest?.share ?? 0 }))] as const,
  );
  await writeFile(join(FOLDER, `${name}.svg`), recallCurve(Object.fromEntries(lines)));
}

/** Entries by size, those measured anew in the place of older ones. */
export function mergeFacts(before: readonly FactsEntry[], measured: readonly FactsEntry[]): FactsEntry[] {
  const isNew = (entry: FactsEntry) => measured.some(({ size, arm }) => size === entry.size && arm === entry.arm);
  return [...before.filter((entry) => !isNew(entry)), ...measured].toSorted((a, b) => a.size - b.size);
}
