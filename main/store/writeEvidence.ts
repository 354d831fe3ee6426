import type { Evidence } from '../../app/memory/Evidence.ts';
import type { Sql } from './sql.ts';

/** Stores what the model saw when it wrote a turn, and which turns and facts stand in that. */
export function writeEvidence(sql: Sql, turn: number, evidence: Evidence): void {
  const { pinned, recalled, facts } = evidence;
  const refs = new Set([...[...pinned, ...recalled].map(({ turnId }) => turnId), ...facts.map(({ id }) => id)]);
  sql.run('DELETE FROM evidence WHERE turn = ?', turn);
  sql.run('INSERT INTO evidence (turn, json) VALUES (?, ?)', turn, JSON.stringify(evidence));
  for (const ref of refs) sql.run('INSERT INTO evidence_ref (ref, turn) VALUES (?, ?)', ref, turn);
}
