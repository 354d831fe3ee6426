import { MAX_QUOTATION, type Quotation } from '../../app/memory/Quotation.ts';
import type { Sql } from './sql.ts';

/** Where a quotation stands in its turn, in UTF-16 units; null: the whole turn, or of a long one its beginning. */
type Range = { readonly at: number; readonly length: number } | null;

type Row = Omit<Quotation, 'score'>;

/** Cuts at the end of a sentence, or at least of a word, when there is one in the second half. */
function shortened(text: string): string {
  if (text.length <= MAX_QUOTATION) return text;
  const cut = text.slice(0, MAX_QUOTATION).toWellFormed();
  const border = /^[\s\S]*[.!?…。！？](?=\s)/u.exec(cut) ?? /^[\s\S]*\S(?=\s)/u.exec(cut);
  return border && border[0].length >= MAX_QUOTATION / 2 ? border[0] : cut;
}

/** What stands in a turn, word for word. */
export function readQuotation(sql: Sql, turn: number, range: Range, score: number): Quotation | null {
  const row = sql.get<Row>(
    `SELECT t.id AS turnId, c.id AS conversationId, t.role, t.source, t.created_at AS createdAt, t.text
     FROM turn t JOIN conversation c ON c.n = t.conversation WHERE t.n = ?`,
    turn,
  );
  if (!row) return null;
  const text = range ? row.text.slice(range.at, range.at + range.length) : row.text.trim();
  return { ...row, text: shortened(text), score };
}
