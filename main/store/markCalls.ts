import { AppError } from '../../app/contract/AppError.ts';
import { Evidence, MAX_PINNED } from '../../app/memory/Evidence.ts';
import { findConversation, findTurn } from './find.ts';
import { goneOf } from './goneOf.ts';
import { isForgotten } from './isForgotten.ts';
import { pinTurn } from './pinTurn.ts';
import { readQuotation } from './readQuotation.ts';
import type { Sql } from './sql.ts';
import type { StoreHandlers } from './StoreHandlers.ts';
import { withoutErased } from './withoutErased.ts';
import { writeEvidence } from './writeEvidence.ts';

/** What is kept beside a turn: whether it is pinned, and what the model saw when it wrote it. */
export function markCalls(sql: Sql): Pick<StoreHandlers, 'setPinned' | 'pinned' | 'saveEvidence' | 'evidence' | 'seen' | 'gone'> {
  return {
    setPinned({ turnId, pinned }) {
      const { n, conversation } = findTurn(sql, turnId);
      if (!pinned) sql.run('DELETE FROM pin WHERE turn = ?', n);
      else if (isForgotten(sql, n)) {
        throw new AppError('bad-request', 'This message was forgotten; there is nothing left of it to pin.');
      } else if (!pinTurn(sql, n, conversation)) {
        const message = `${MAX_PINNED} messages of this conversation are pinned, as many as can be. Unpin one first.`;
        throw new AppError('too-large', message);
      }
      return {};
    },
    pinned({ conversationId }) {
      const rows = sql.all<{ n: number }>(
        `SELECT t.n FROM pin CROSS JOIN turn t ON t.n = pin.turn
         CROSS JOIN path p ON p.conversation = t.conversation AND p.depth = t.depth AND p.turn = t.n
         WHERE pin.conversation = ? ORDER BY t.depth`,
        findConversation(sql, conversationId).n,
      );
      return { quotations: rows.flatMap(({ n }) => readQuotation(sql, n, null, 0) ?? []) };
    },
    saveEvidence({ turnId, evidence }) {
      const kept = withoutErased(sql, evidence);
      writeEvidence(sql, findTurn(sql, turnId).n, kept.evidence);
      return { erased: kept.erased };
    },
    evidence({ turnId }) {
      const row = sql.get<{ json: string }>('SELECT json FROM evidence WHERE turn = ?', findTurn(sql, turnId).n);
      return { evidence: row ? Evidence.parse(JSON.parse(row.json)) : null };
    },
    seen: () => ({ ids: sql.all<{ ref: string }>('SELECT DISTINCT ref FROM evidence_ref').map(({ ref }) => ref) }),
    gone: ({ ids }) => ({ ids: goneOf(sql, ids) }),
  };
}
