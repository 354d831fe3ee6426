import { shareWithInterval } from '../../shareWithInterval.ts';
import type { Result } from './runScript.ts';

export interface Summary {
  readonly arm: string;
  /** null: over all */
  readonly at: number | null;
  readonly asked: number;
  readonly right: { readonly share: number; readonly low: number; readonly high: number };
  readonly written: number;
  readonly margin: number;
  readonly won: number;
}

/** Results by arm, and by arm and distance, in the order in which they first come. */
export function summarise(results: readonly Result[]): Summary[] {
  const groups = new Map<string, { arm: string; at: number | null; of: Result[] }>();
  for (const at of [true, false]) {
    for (const result of results) {
      const key = at ? `${result.arm} ${result.at}` : result.arm;
      const group = groups.get(key) ?? { arm: result.arm, at: at ? result.at : null, of: [] };
      group.of.push(result);
      groups.set(key, group);
    }
  }
  return [...groups.values()].map(({ arm, at, of }) => {
    const count = (is: (result: Result) => boolean) => of.filter(is).length;
    return {
      arm,
      at,
      asked: of.length,
      right: shareWithInterval(count(({ isRight }) => isRight), of.length),
      written: count(({ isWritten }) => isWritten) / of.length,
      margin: of.reduce((sum, { margin }) => sum + margin, 0) / of.length,
      won: count(({ isWinner }) => isWinner) / of.length,
    };
  });
}
