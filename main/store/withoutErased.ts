import type { Evidence } from '../../app/memory/Evidence.ts';
import type { Quotation } from '../../app/memory/Quotation.ts';
import type { Sql } from './sql.ts';
import { isTemporary } from './temporaryIds.ts';

/**
 * What an answer saw, without the words of turns and facts that were erased since it was gathered: a quotation stays
 * without its text, a fact goes. What belongs to another store is not judged.
 */
export function withoutErased(sql: Sql, evidence: Evidence): Evidence {
  const isOurs = (id: string): boolean => isTemporary(id) === isTemporary(sql.newId());
  const isThere = (id: string): boolean =>
    sql.get('SELECT 1 FROM turn t WHERE t.id = ? AND NOT EXISTS (SELECT 1 FROM forgotten WHERE turn = t.n)', id) !==
    undefined;
  const checked = (quotation: Quotation): Quotation =>
    isOurs(quotation.turnId) && !isThere(quotation.turnId) ? { ...quotation, text: '' } : quotation;
  const { pinned, recalled, facts } = evidence;
  return {
    ...evidence,
    pinned: pinned.map(checked),
    recalled: recalled.map(checked),
    facts: facts.filter(({ id }) => !isOurs(id) || sql.get('SELECT 1 FROM fact WHERE id = ?', id) !== undefined),
  };
}
