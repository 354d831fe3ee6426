import { AppError } from '../../app/contract/AppError.ts';
import { contentWords } from '../../app/memory/contentWords.ts';
import { extractFacts } from '../../app/memory/facts/extractFacts.ts';
import { supersedes } from '../../app/memory/facts/supersedes.ts';
import type { Fact } from '../../app/memory/Fact.ts';
import { foldText } from '../../app/conversation/foldText.ts';
import { doubtfulTurns } from './doubtfulTurns.ts';
import { eraseFactWithHistory } from './eraseFacts.ts';
import { eraseFromEvidence } from './eraseFromEvidence.ts';
import { emptyLog, eraseCopies } from './eraseTraces.ts';
import { findConversation, findTurn } from './find.ts';
import { factCosines } from './factCosines.ts';
import { factsOnPath } from './factsOnPath.ts';
import { insertFact, type NewFact } from './insertFact.ts';
import { rankFacts } from './rankFacts.ts';
import { findFact, readFacts, type StoredFact } from './readFacts.ts';
import { readTurn } from './readTurns.ts';
import { type RecallScope, recallScope } from './recallScope.ts';
import type { Sql } from './sql.ts';
import type { StoreHandlers } from './StoreHandlers.ts';

/** Turns back that a correction without a subject may be about. */
const JUST_SAID = 4;
/** Of conversations that were not removed, and not said beside their active paths. */
const COUNTS_ELSEWHERE = `f.superseded_by IS NULL
  AND f.conversation IN (SELECT n FROM conversation WHERE removed_at IS NULL)
  AND (f.turn IS NULL OR EXISTS (
    SELECT 1 FROM turn t CROSS JOIN path p ON p.conversation = t.conversation AND p.depth = t.depth
    WHERE t.n = f.turn AND p.turn = t.n))`;

const same = (a: string, b: string): boolean => foldText(a).text === foldText(b).text;
/** An entry as it leaves the store: without its row. */
const shown = ({ n: _row, ...fact }: StoredFact): Fact => fact;

/** The facts ledger. */
export function factCalls(
  sql: Sql,
  file: string,
  now: () => number,
): Pick<
  StoreHandlers,
  'facts' | 'matchFacts' | 'addFact' | 'learnFacts' | 'correctFact' | 'setFact' | 'forgetFact' | 'factHistory'
> {
  const rowOf = (id: string): number | null =>
    sql.get<{ n: number }>('SELECT n FROM conversation WHERE id = ?', id)?.n ?? null;
  /** Current entries, newest first. A conversation that is not in this store has none of its own. */
  const current = (conversationId: string, leafId: string | null, everywhere: boolean): StoredFact[] => {
    const own = factsOnPath(sql, conversationId, leafId);
    if (!everywhere) return own;
    const others = readFacts(
      sql,
      `f.everywhere = 1 AND f.conversation IS NOT ? AND ${COUNTS_ELSEWHERE}`,
      rowOf(conversationId),
    );
    return [...own, ...others].toSorted((a, b) => b.createdAt - a.createdAt || b.n - a.n);
  };
  const supersede = (old: StoredFact, fact: NewFact): StoredFact => {
    const added = insertFact(sql, fact);
    sql.run('UPDATE fact SET superseded_by = ? WHERE n = ?', added.n, old.n);
    // What was said instead was said on one branch: on others the old entry holds, and is still found.
    if (fact.turn === null) sql.run('DELETE FROM fact_vector WHERE fact = ?', old.n);
    return added;
  };
  const wasJustSaid = ({ turnId }: Fact, depth: number): boolean =>
    turnId !== null && findTurn(sql, turnId).depth >= depth - JUST_SAID;
  /** What was found in a message that was changed since is left to the messages themselves, which say when. */
  const withoutDoubtful = (facts: readonly StoredFact[], scope: RecallScope, query: string): readonly StoredFact[] => {
    const found = facts.filter(({ origin, pinned, turnId }) => origin === 'extracted' && !pinned && turnId !== null);
    const turnOf = new Map(found.map(({ n, turnId }) => [n, findTurn(sql, turnId!).n]));
    const doubtful = doubtfulTurns(sql, scope, [...new Set(turnOf.values())], contentWords(query));
    return facts.filter(({ n }) => !doubtful.has(turnOf.get(n) ?? -1));
  };
  const conversationOf = (fact: StoredFact): number => findConversation(sql, fact.conversationId).n;
  return {
    facts: ({ conversationId, leafId, everywhere }) => ({
      facts: current(conversationId, leafId, everywhere).map(shown),
    }),
    matchFacts({ conversationId, leafId, everywhere, query, vector, model, limit }) {
      const facts = current(conversationId, leafId, everywhere);
      const near = vector ? factCosines(sql, facts, { vector, model }) : new Map<number, number>();
      const fitting = rankFacts(facts, query, near).slice(0, limit);
      return { facts: withoutDoubtful(fitting, recallScope(sql, { conversationId, leafId, everywhere }), query).map(shown) };
    },
    addFact({ conversationId, turnId, ...fact }) {
      const conversation = findConversation(sql, conversationId).n;
      const known = current(conversationId, null, false).find(
        ({ subject, value }) => same(subject, fact.subject) && same(value, fact.value),
      );
      if (known) return shown(known);
      const turn = turnId === null ? null : findTurn(sql, turnId);
      if (turn && turn.conversation !== conversation) {
        throw new AppError('bad-request', 'A fact can only come from a message of its own conversation.');
      }
      const place = { conversation, turn: turn?.n ?? null, createdAt: now() };
      return shown(insertFact(sql, { ...fact, ...place, origin: 'person' }));
    },
    learnFacts({ turnId }) {
      const { n: turn, conversation, depth } = findTurn(sql, turnId);
      if (sql.run('INSERT OR IGNORE INTO learned (turn) VALUES (?)', turn) === 0) return { facts: [] };
      const said = readTurn(sql, turn);
      const facts: Fact[] = [];
      const known = current(said.conversationId, turnId, false);
      for (const found of extractFacts(said.text, said.role)) {
        // "No, it is Max" speaks of what was just said.
        const bare = found.subject === '' && found.insteadOf === null;
        const old = supersedes(found, bare ? known.filter((fact) => wasJustSaid(fact, depth)) : known);
        const subject = old ? old.subject : found.subject;
        if (subject === '' || known.some((fact) => same(fact.subject, subject) && same(fact.value, found.value)))
          continue;
        const fact: NewFact = {
          conversation,
          turn,
          subject,
          value: found.value,
          origin: 'extracted',
          pinned: old?.pinned ?? false,
          everywhere: old?.everywhere ?? false,
          createdAt: said.createdAt,
        };
        const added = old ? supersede(old, fact) : insertFact(sql, fact);
        if (old) known.splice(known.indexOf(old), 1);
        known.unshift(added);
        facts.push(shown(added));
      }
      return { facts };
    },
    correctFact({ id, subject, value }) {
      const old = findFact(sql, id);
      if (old.supersededBy !== null) {
        throw new AppError('bad-request', 'This entry is history; correct the one that took its place.');
      }
      const { pinned, everywhere } = old;
      const fact = { subject, value, pinned, everywhere, origin: 'person', createdAt: now() } as const;
      return shown(supersede(old, { ...fact, conversation: conversationOf(old), turn: null }));
    },
    setFact({ id, pinned, everywhere }) {
      const { n } = findFact(sql, id);
      sql.run('UPDATE fact SET pinned = ?, everywhere = ? WHERE n = ?', Number(pinned), Number(everywhere), n);
      return shown(findFact(sql, id));
    },
    forgetFact({ id }) {
      const { n } = findFact(sql, id);
      eraseCopies(file);
      const seenIn = sql.transaction(() => eraseFromEvidence(sql, new Set(eraseFactWithHistory(sql, n))));
      emptyLog(sql);
      return { seenIn };
    },
    factHistory({ id }) {
      const { n } = findFact(sql, id);
      const history = readFacts(
        sql,
        `f.n <> ?1 AND f.n IN (
           WITH RECURSIVE chain (n) AS (
             SELECT ?1 UNION SELECT o.n FROM chain CROSS JOIN fact o ON o.superseded_by = chain.n
           ) SELECT n FROM chain
         ) ORDER BY f.n DESC`,
        n,
      );
      return { facts: history.map(shown) };
    },
  };
}
