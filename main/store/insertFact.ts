import type { Fact } from '../../app/memory/Fact.ts';
import { findFact, type StoredFact } from './readFacts.ts';
import type { Sql } from './sql.ts';

/** What an entry says, and the rows it belongs to. */
export type NewFact = Pick<Fact, 'subject' | 'value' | 'origin' | 'pinned' | 'everywhere' | 'createdAt'> & {
  readonly conversation: number;
  readonly turn: number | null;
};

/** Adds an entry to the ledger. */
export function insertFact(sql: Sql, fact: NewFact): StoredFact {
  const id = sql.newId();
  sql.run(
    `INSERT INTO fact (id, conversation, turn, origin, pinned, everywhere, created_at, subject, value)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    fact.conversation,
    fact.turn,
    fact.origin,
    Number(fact.pinned),
    Number(fact.everywhere),
    fact.createdAt,
    fact.subject.toWellFormed(),
    fact.value.toWellFormed(),
  );
  return findFact(sql, id);
}
