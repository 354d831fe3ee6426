import type { Quotation } from '../../../app/memory/Quotation.ts';
import { benchQuotation } from './benchQuotation.ts';
import { rememberedThings } from './rememberedThings.ts';

export interface LayoutCase {
  readonly question: string;
  readonly value: string;
  /** what recall found, oldest first: one quotation answers the question, two are about something else */
  readonly quotations: readonly Quotation[];
  /** what held before and stands there, too; null where nothing changed */
  readonly past: string | null;
}

/** 200 questions about short quotations. The one that answers stands first, second or third in turn. */
export function layoutCases(): LayoutCase[] {
  const { length } = rememberedThings;
  return rememberedThings.flatMap((kind, at) =>
    kind.values.map((value, n) => {
      const others = [7, 13].map((step) => rememberedThings[(at + step) % length]!);
      const texts = others.map((other, i) => other.statement.replace('{}', other.values[(n + i + 1) % 10]!));
      texts.splice((at + n) % 3, 0, kind.statement.replace('{}', value));
      const quotations = texts.map((text, i) => benchQuotation(text, at + i, `turn ${i}`));
      return { question: kind.question, value, quotations, past: null };
    }),
  );
}
