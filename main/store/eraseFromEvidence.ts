import { Evidence } from '../../app/memory/Evidence.ts';
import type { Quotation } from '../../app/memory/Quotation.ts';
import type { Sql } from './sql.ts';
import { writeEvidence } from './writeEvidence.ts';

/**
 * Takes the words of turns and facts out of what answers are known to have seen: a quotation stays without its text, a
 * fact goes.
 *
 * @param refs ids of turns and facts
 * @returns ids of the conversations with an answer whose evidence had words of one of them
 */
export function eraseFromEvidence(sql: Sql, refs: ReadonlySet<string>): string[] {
  const list = JSON.stringify([...refs]);
  const rows = sql.all<{ n: number; id: string; json: string }>(
    `SELECT t.n, c.id, e.json FROM evidence e CROSS JOIN turn t ON t.n = e.turn
     CROSS JOIN conversation c ON c.n = t.conversation
     WHERE e.turn IN (SELECT r.turn FROM json_each(?) j CROSS JOIN evidence_ref r ON r.ref = j.value)`,
    list,
  );
  const blank = (quotation: Quotation): Quotation =>
    refs.has(quotation.turnId) ? { ...quotation, text: '' } : quotation;
  const changed = new Set<string>();
  for (const { n, id, json } of rows) {
    const evidence = Evidence.parse(JSON.parse(json));
    const { pinned, recalled, facts } = evidence;
    const had = [...pinned, ...recalled].some(({ turnId, text }) => refs.has(turnId) && text !== '') || facts.some((fact) => refs.has(fact.id));
    if (!had) continue;
    changed.add(id);
    writeEvidence(sql, n, {
      ...evidence,
      pinned: pinned.map(blank),
      recalled: recalled.map(blank),
      facts: facts.filter(({ id }) => !refs.has(id)),
    });
  }
  return [...changed];
}
