import type { Quotation } from '../../../app/memory/Quotation.ts';
import type { PlantedFact } from './plantedDialogue.ts';
import { standsIn } from './standsIn.ts';

/** Quotations of the person's that stood before the model. */
export interface Marks {
  /** marked as maybe no longer so */
  readonly given: number;
  /** of these the ones in which a value stands that does not hold any more, and none that holds */
  readonly right: number;
  /** such ones, marked or not */
  readonly outdated: number;
}

/** How many quotations say what does not hold any more, and how many of them are marked. */
export function countMarks(quotations: readonly Quotation[], facts: readonly Pick<PlantedFact, 'values'>[]): Marks {
  const past = facts.flatMap(({ values }) => values.slice(0, -1));
  const holding = facts.map(({ values }) => values.at(-1)!);
  const said = quotations.filter(({ role }) => role === 'user');
  const isOutdated = ({ text }: Quotation): boolean =>
    past.some((value) => standsIn(text, value)) && !holding.some((value) => standsIn(text, value));
  const marked = said.filter(({ isChanged }) => isChanged);
  return { given: marked.length, right: marked.filter(isOutdated).length, outdated: said.filter(isOutdated).length };
}
