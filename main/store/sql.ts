import { randomUUID } from 'node:crypto';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

/** A database with its prepared statements, and transactions that nest into the outermost one. */
export interface Sql {
  readonly db: DatabaseSync;
  /** A fresh id for a row. */
  newId(): string;
  /** Runs a statement; returns the number of rows it changed. */
  run(text: string, ...values: SQLInputValue[]): number;
  // A row is what its statement selects: `T` is a claim, made where the statement stands.
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters
  get<T>(text: string, ...values: SQLInputValue[]): T | undefined;
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters
  all<T>(text: string, ...values: SQLInputValue[]): T[];
  /** Runs `work` whole or not at all. */
  transaction<T>(work: () => T): T;
}

/**
 * Statements are prepared once and kept: all of them are written in our code, so there is a bounded number.
 *
 * @param idPrefix what the ids of this database begin with
 */
export function createSql(db: DatabaseSync, idPrefix = ''): Sql {
  const statements = new Map<string, StatementSync>();
  const prepared = (text: string): StatementSync => {
    const statement = statements.get(text) ?? db.prepare(text);
    statements.set(text, statement);
    return statement;
  };
  return {
    db,
    newId: () => `${idPrefix}${randomUUID()}`,
    run: (text, ...values) => Number(prepared(text).run(...values).changes),
    // oxlint-disable-next-line typescript/no-unnecessary-type-parameters
    get: <T>(text: string, ...values: SQLInputValue[]) => prepared(text).get(...values) as T | undefined,
    // oxlint-disable-next-line typescript/no-unnecessary-type-parameters
    all: <T>(text: string, ...values: SQLInputValue[]) => prepared(text).all(...values) as T[],
    transaction(work) {
      if (db.isTransaction) return work();
      db.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        db.exec('COMMIT');
        return result;
      } catch (error) {
        // A full disk has rolled it back already.
        if (db.isTransaction) db.exec('ROLLBACK');
        throw error;
      }
    },
  };
}
