import type { Turn } from '../../app/conversation/Turn.ts';
import { pinnedName } from '../../app/memory/pinnedName.ts';
import { emptyLog, eraseCopies } from './eraseTraces.ts';
import { eraseFactsOfTurn } from './eraseFacts.ts';
import { eraseFromEvidence } from './eraseFromEvidence.ts';
import { eraseFromProblems } from './eraseFromProblems.ts';
import { eraseTitle } from './eraseTitle.ts';
import { findTurn } from './find.ts';
import { readQuotation } from './readQuotation.ts';
import { readTurn } from './readTurns.ts';
import { indexingOf } from './indexingOf.ts';
import type { Sql } from './sql.ts';
import { reindexText } from './wordIndex.ts';

/** Tables whose rows about a turn hold its words, or say what they were. */
const ABOUT_TURN = ['piece', 'passage', 'unsplit', 'pin', 'evidence', 'caption'] as const;

function erase(sql: Sql, turnId: string): { n: number; seenIn: string[] } {
  const { n, conversation, state } = findTurn(sql, turnId);
  const text = sql.get<{ text: string }>('SELECT text FROM turn WHERE n = ?', n)?.text ?? '';
  const factIds = eraseFactsOfTurn(sql, n);
  eraseFromProblems(sql, [pinnedName(readQuotation(sql, n, null, 0)?.text ?? '')]);
  for (const table of ABOUT_TURN) sql.run(`DELETE FROM ${table} WHERE turn = ?`, n);
  const seenIn = eraseFromEvidence(sql, new Set([turnId, ...factIds]));
  reindexText(sql, indexingOf(sql, conversation).index, n, text, '');
  eraseTitle(sql, conversation, text);
  sql.run('DELETE FROM queued WHERE conversation = ? AND text = ?', conversation, text);
  sql.run("UPDATE conversation SET draft = '' WHERE n = ? AND draft = ?", conversation, text);
  sql.run("UPDATE turn SET text = '', state = ? WHERE n = ?", state === 'answering' ? 'stopped' : state, n);
  sql.run('INSERT OR IGNORE INTO forgotten (turn) VALUES (?)', n);
  return { n, seenIn };
}

/**
 * Erases the words of a turn from everything the store owns: see `storeService.forgetTurn`. The copies go first: a kill
 * at any moment leaves either a turn that was not forgotten yet, or one whose last trace is the log, which the next
 * start empties.
 */
export function forgetTurn(
  sql: Sql,
  file: string,
  turnId: string,
): { turn: Turn; seenIn: string[] } {
  findTurn(sql, turnId);
  eraseCopies(file);
  const { n, ...erased } = sql.transaction(() => erase(sql, turnId));
  emptyLog(sql);
  return { turn: readTurn(sql, n), ...erased };
}
