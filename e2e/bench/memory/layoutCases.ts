import type { Quotation } from '../../../app/memory/Quotation.ts';
import { rememberedThings } from './rememberedThings.ts';

export interface LayoutCase {
  readonly question: string;
  readonly value: string;
  /** what recall found, oldest first: one quotation answers the question, two are about something else */
  readonly quotations: readonly Quotation[];
  /** what held before and stands there, too; null where nothing changed */
  readonly past: string | null;
}

const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(2026, 2, 2, 10);

/** 200 questions about short quotations. The one that answers stands first, second or third in turn. */
export function layoutCases(): LayoutCase[] {
  const { length } = rememberedThings;
  return rememberedThings.flatMap((kind, at) =>
    kind.values.map((value, n) => {
      const others = [7, 13].map((step) => rememberedThings[(at + step) % length]!);
      const texts = others.map((other, i) => other.statement.replace('{}', other.values[(n + i + 1) % 10]!));
      texts.splice((at + n) % 3, 0, kind.statement.replace('{}', value));
      const quotations = texts.map((text, i) => quote(text, FIRST_DAY + (at + i) * DAY_MS, `turn ${i}`));
      return { question: kind.question, value, quotations, past: null };
    }),
  );
}

/** The same questions about what changed: what held before, what is since, and something else, in the order of saying. */
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
      const quotations = texts.map((text, i) => ({ ...quote(text, FIRST_DAY + (at + i) * DAY_MS, `turn ${i}`), ...(text === told && { isChanged: true }) }));
      return { question: kind.question, value, quotations, past };
    }),
  );
}

function quote(text: string, createdAt: number, turnId: string): Quotation {
  return { turnId, conversationId: 'bench', role: 'user', source: 'chat', createdAt, text, score: 1 };
}
