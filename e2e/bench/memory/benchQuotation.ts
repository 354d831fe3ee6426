import type { Quotation } from '../../../app/memory/Quotation.ts';

const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(2026, 2, 2, 10);

/** What a person is made to have said on some day. */
export function benchQuotation(text: string, day: number, turnId: string): Quotation {
  return { turnId, conversationId: 'bench', role: 'user', source: 'chat', createdAt: FIRST_DAY + day * DAY_MS, text, score: 1 };
}
