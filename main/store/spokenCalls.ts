import { AppError } from '../../app/contract/AppError.ts';
import { eraseFactsOfTurn } from './eraseFacts.ts';
import { eraseFromEvidence } from './eraseFromEvidence.ts';
import { eraseTitle } from './eraseTitle.ts';
import { findTurn } from './find.ts';
import { indexingOf } from './indexingOf.ts';
import { readTurn } from './readTurns.ts';
import { remakePassages } from './remakePassages.ts';
import type { Sql } from './sql.ts';
import type { StoreHandlers } from './StoreHandlers.ts';
import { reindexText, unindexText } from './wordIndex.ts';

/** What only a conversation by voice does to turns: an answer ends where it was heard, a message is taken back. */
export function spokenCalls(sql: Sql, now: () => number): Pick<StoreHandlers, 'cutAnswer' | 'takeBack'> {
  return {
    cutAnswer({ turnId, length, state: next }) {
      const { n, conversation, state } = findTurn(sql, turnId);
      const turn = readTurn(sql, n);
      if (turn.role !== 'assistant' || state === 'answering') {
        throw new AppError('bad-request', 'Only an answer that has ended can end earlier; this is a fault of the program.');
      }
      // It may be spoken on; there is nothing left of it to be cut.
      if (turn.forgotten) return turn;
      const heard = turn.text.slice(0, length).toWellFormed();
      reindexText(sql, indexingOf(sql, conversation).index, n, turn.text, heard);
      sql.run("UPDATE turn SET text = ?, state = ?, problem = NULL WHERE n = ?", heard, next, n);
      remakePassages(sql, n);
      sql.run('UPDATE conversation SET updated_at = ? WHERE n = ?', now(), conversation);
      return readTurn(sql, n);
    },
    takeBack({ turnId }) {
      const { n, conversation, depth } = findTurn(sql, turnId);
      const below = sql.all<{ n: number; id: string; state: string; text: string }>(
        `WITH RECURSIVE below (n) AS (
           SELECT ?1 UNION ALL SELECT t.n FROM below CROSS JOIN turn t ON t.conversation = ?2 AND t.parent = below.n
         ) SELECT t.n, t.id, t.state, t.text FROM below CROSS JOIN turn t ON t.n = below.n`,
        n,
        conversation,
      );
      if (below.some(({ state }) => state === 'answering')) {
        throw new AppError('busy', 'This message is being answered. Stop that answer first.');
      }
      const { index } = indexingOf(sql, conversation);
      const erased = new Set(below.flatMap((turn) => [turn.id, ...eraseFactsOfTurn(sql, turn.n)]));
      for (const turn of below) unindexText(sql, index, turn.n, turn.text);
      eraseFromEvidence(sql, erased);
      eraseTitle(sql, conversation, below[0]?.text ?? '');
      sql.run('DELETE FROM path WHERE conversation = ? AND depth >= ?', conversation, depth);
      // All in one statement: the rule that a parent stays as long as its children is checked at its end.
      sql.run('DELETE FROM turn WHERE n IN (SELECT value FROM json_each(?))', JSON.stringify(below.map((turn) => turn.n)));
      return {};
    },
  };
}
