import { AppError } from '../../app/contract/AppError.ts';
import { findConversation } from './find.ts';
import { makePassages } from './makePassages.ts';
import { saveFactVector } from './saveFactVector.ts';
import type { Sql } from './sql.ts';
import type { StoreHandlers } from './StoreHandlers.ts';
import { isTemporary, TEMPORARY_PREFIX } from './temporaryIds.ts';
import { unembeddedFacts } from './unembeddedFacts.ts';

interface PassageRow {
  n: number;
  turn: number;
  at: number;
  length: number;
  text: string;
}

/** Bytes of a float32. */
const FLOAT = 4;

/** Passages of turns, and vectors of these and of facts: what finding by meaning needs. */
export function passageCalls(sql: Sql): Pick<StoreHandlers, 'makePassages' | 'unembedded' | 'saveVectors' | 'indexed'> {
  const prefix = isTemporary(sql.newId()) ? TEMPORARY_PREFIX : '';
  const count = (text: string, ...values: (string | number)[]): number =>
    sql.get<{ count: number }>(`SELECT count(*) AS count FROM ${text}`, ...values)?.count ?? 0;
  /** Each condition by itself, so that it is one range of the index. */
  const waiting = (condition: string, limit: number, ...values: string[]): PassageRow[] =>
    sql.all<PassageRow>(
      `SELECT p.n, p.turn, p.at, p.length, t.text FROM passage p CROSS JOIN turn t ON t.n = p.turn
       WHERE p.model ${condition} ORDER BY p.model DESC, p.turn DESC, p.n DESC LIMIT ?`,
      ...values,
      limit,
    );
  return {
    makePassages({ turns }) {
      const rows = sql.all<{ n: number; conversation: number; text: string }>(
        `SELECT t.n, t.conversation, t.text FROM unsplit u CROSS JOIN turn t ON t.n = u.turn
         ORDER BY u.turn DESC LIMIT ?`,
        turns,
      );
      for (const row of rows) {
        makePassages(sql, row);
        sql.run('DELETE FROM unsplit WHERE turn = ?', row.n);
      }
      return { left: count('unsplit') };
    },
    unembedded({ model, limit }) {
      const facts = unembeddedFacts(sql, model, limit);
      const room = limit - facts.length;
      const rows = room > 0 ? waiting('IS NULL', room) : [];
      if (rows.length < room) rows.push(...waiting('< ?', room - rows.length, model));
      if (rows.length < room) rows.push(...waiting('> ?', room - rows.length, model));
      return {
        passages: [
          ...facts,
          // SQLite gives the row of a deleted passage to the next one: the place it was read from belongs to its name.
          ...rows.map(({ n, turn, at, length, text }) => ({
            passageId: `${prefix}${n}-${turn}-${at}-${length}`,
            text: text.slice(at, at + length),
          })),
        ],
      };
    },
    saveVectors({ model, passageIds, vectors }) {
      const bytes = vectors.length / passageIds.length;
      if (bytes === 0 || bytes % FLOAT !== 0) {
        throw new AppError('bad-request', 'The vectors do not belong to these passages. Nothing was stored.', {
          passages: passageIds.length,
          bytes: vectors.length,
        });
      }
      passageIds.forEach((id, i) => {
        const vector = vectors.subarray(i * bytes, (i + 1) * bytes);
        if (saveFactVector(sql, id, model, vector)) return;
        const [n = 0, turn = 0, at = 0, length = 0] = id.slice(prefix.length).split('-').map(Number);
        sql.run(
          'UPDATE passage SET model = ?, vector = ? WHERE n = ? AND turn = ? AND at = ? AND length = ?',
          model,
          vector,
          n,
          turn,
          at,
          length,
        );
      });
      return {};
    },
    indexed({ conversationId, model }) {
      const { n } = findConversation(sql, conversationId);
      const unsplit = count('unsplit u CROSS JOIN turn t ON t.n = u.turn WHERE t.conversation = ?', n);
      return {
        done: count('passage WHERE conversation = ? AND model = ?', n, model),
        total: count('passage WHERE conversation = ?', n) + unsplit,
      };
    },
  };
}
