import type { Evidence } from '../../app/memory/Evidence.ts';
import type { Quotation } from '../../app/memory/Quotation.ts';
import { goneOf } from './goneOf.ts';
import type { Sql } from './sql.ts';
import { isTemporary } from './temporaryIds.ts';

/**
 * What an answer saw, without the words of turns and facts that were erased since it was gathered: a quotation stays
 * without its text, a fact goes. What belongs to another store is not judged.
 */
export function withoutErased(sql: Sql, evidence: Evidence): { evidence: Evidence; erased: boolean } {
  const isOurs = (id: string): boolean => isTemporary(id) === isTemporary(sql.newId());
  const { pinned, recalled, facts } = evidence;
  const named = [...[...pinned, ...recalled].map(({ turnId }) => turnId), ...facts.map(({ id }) => id)];
  const gone = new Set(goneOf(sql, named.filter(isOurs)));
  const checked = (quotation: Quotation): Quotation => (gone.has(quotation.turnId) ? { ...quotation, text: '' } : quotation);
  return {
    erased: gone.size > 0,
    evidence: {
      ...evidence,
      pinned: pinned.map(checked),
      recalled: recalled.map(checked),
      facts: facts.filter(({ id }) => !gone.has(id)),
    },
  };
}
