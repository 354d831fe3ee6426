import { factKinds } from './factKinds.ts';
import type { PlantedFact } from './plantedDialogue.ts';
import { valuePools } from './valuePools.ts';

const CHOICES = 4;

/**
 * The value that holds, and three wrong ones to choose between: what held before, then what the dialogue says of others,
 * then what it might have said.
 */
export function choicesFor(fact: PlantedFact, all: readonly PlantedFact[]): string[] {
  const poolOf = (kind: string) => factKinds.find(({ name }) => name === kind)!.values;
  const pool = poolOf(fact.kind);
  const right = fact.values.at(-1)!;
  const others = all.filter(({ kind, values }) => poolOf(kind) === pool && values.at(-1) !== right).map(({ values }) => values.at(-1)!);
  const wrong = [...fact.values.slice(0, -1), ...others, ...valuePools[pool]].filter((value) => value !== right);
  return [right, ...new Set(wrong)].slice(0, CHOICES);
}
