import { benchQuotation } from './benchQuotation.ts';
import type { LayoutCase } from './layoutCases.ts';
import { rememberedThings } from './rememberedThings.ts';

/** The questions of `layoutCases` about what changed: what held before, what is since, and something else, in the order of saying. */
export function changedCases(): LayoutCase[] {
  const { length } = rememberedThings;
  return rememberedThings.flatMap((kind, at) =>
    kind.values.map((value, n) => {
      const past = [3, 4].map((step) => kind.values[(n + step) % 10]!).find((each) => each !== value)!;
      const other = rememberedThings[(at + 7) % length]!;
      const told = kind.statement.replace('{}', past);
      const since = kind.statement.replace('{}', value);
      const texts = [told, `That has changed: ${since.startsWith('I ') ? since : since[0]!.toLowerCase() + since.slice(1)}`];
      texts.splice((at + n) % 3, 0, other.statement.replace('{}', other.values[n]!));
      const quotations = texts.map((text, i) => ({ ...benchQuotation(text, at + i, `turn ${i}`), ...(text === told && { isChanged: true }) }));
      return { question: kind.question, value, quotations, past };
    }),
  );
}
